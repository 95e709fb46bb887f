import { Argument, Command, Option } from '@commander-js/extra-typings';
import { checkFit } from '../../config/fit.js';
import { loadPlaybook, loadTestbed, type LoadedTestbed } from '../../config/load.js';
import {
  examineTestbed,
  type Examination,
} from '../../session/backends/machines/doctor/examine-testbed.js';
import { withCables } from '../../session/backends/machines/doctor/with-cables.js';
import { testbedOf } from '../../session/backends/machines/testbed.js';
import {
  findingsBySeen,
  surveyTestbedCables,
  type CableSurvey,
} from '../../session/backends/machines/wiring/survey-cables.js';
import { writeLinks } from '../../session/backends/machines/wiring/write-links.js';
import { lockingOf } from '../display/locking.js';
import { loudnessOf, quietOption, verboseOption } from '../display/loudness.js';
import { EXIT } from '../exit-code.js';
import { print, printJson, say, type Io } from '../io.js';
import { cableLines } from '../reports/cables.js';
import { examinationLines, summaryLine } from '../reports/examination.js';
import { installationLines } from '../reports/installations.js';
import { fixLines } from '../reports/fixes.js';
import { playbookFile, playbookName, testbedFile } from '../shipped.js';

/** The data planes of the paper, on one ingress port. */
const DEFAULT_PLAYBOOK = 'case-1';

const exitOf = (all: readonly Examination[]): number => {
  if (all.some(({ state }) => state === 'unreachable')) return EXIT.unreachable;
  const stops = all.some(
    (each) => each.state === 'examined' && each.found.some(({ severity }) => severity === 'stops'),
  );
  return stops ? EXIT.precondition : EXIT.done;
};

/** Puts the links that were seen into the testbed file. @returns whether any were */
const writeSeen = async (
  io: Io,
  loaded: LoadedTestbed,
  cables: CableSurvey | undefined,
): Promise<boolean> => {
  if (cables === undefined || cables.wiring.length === 0) return false;
  const changed = await writeLinks(loaded, cables.links);
  say(io, `${loaded.path}: ${changed ? 'has the links now' : 'had the links'} that were seen`);
  return true;
};

/** `vrbench doctor`: every check on every machine of a testbed; leaves nothing changed but what --fix and --install do. */
export const doctorVerb = (io: Io) =>
  new Command('doctor')
    .description('check the machines of a testbed: what stops a run, and what distorts it')
    .addArgument(
      new Argument('[playbook]', 'playbook file, or the name of a shipped one').argParser(
        playbookFile,
      ),
    )
    .requiredOption(
      '-t, --testbed <file>',
      'testbed file, or the name of a shipped one',
      testbedFile,
    )
    .option(
      '--fix',
      'make the settings that mend what is found (NICs, interrupts, governor); vrbench teardown undoes them',
    )
    .option(
      '--install',
      "install what is missing by each machine's own package manager; that is not undone",
    )
    .option(
      '--wiring',
      'send a few marked frames out of each free port, and see where they arrive; undone afterwards',
    )
    .addOption(
      new Option('--write', 'put the links that were seen into the testbed file').implies({
        wiring: true,
      }),
    )
    .option('--wait', 'wait for machines that another run or teardown has locked')
    .addOption(verboseOption())
    .addOption(quietOption().conflicts('verbose'))
    .option('--json', 'print the findings as JSON')
    .action(async (named, options) => {
      const path = named ?? playbookFile(DEFAULT_PLAYBOOK);
      const loaded = await loadTestbed(options.testbed, io.signal);
      const { playbook } = checkFit(loaded.file, await loadPlaybook(path, io.signal));
      const testbed = await testbedOf(loaded, options.wiring === true ? 'any' : 'as-booted');
      const loudness = loudnessOf(options);
      if (loudness !== 'quiet') {
        say(io, `checking ${testbed.name} for the playbook ${playbookName(path)}`);
      }
      const locking = lockingOf(io, loudness, options.wait);
      const examined = await examineTestbed(testbed, playbook, {
        ...locking,
        fix: options.fix,
        install: options.install,
        ports: named === undefined ? 'all' : 'used',
        announce: (text) => {
          say(io, text);
        },
      });
      const reached = examined.every(({ state }) => state === 'examined');
      const cables =
        options.wiring === true && reached
          ? await surveyTestbedCables(testbed, locking)
          : undefined;
      const isWritten = options.write === true && (await writeSeen(io, loaded, cables));
      const findings = isWritten && cables ? findingsBySeen(cables, testbed) : cables?.findings;
      const all = withCables(examined, findings ?? []);
      if (options.json === true) printJson(io, { testbed: testbed.name, machines: all, cables });
      else {
        for (const line of all.flatMap(installationLines)) print(io, line);
        for (const line of cables === undefined ? [] : cableLines(cables)) print(io, line);
        for (const line of all.flatMap(fixLines)) print(io, line);
        for (const line of all.flatMap(examinationLines)) print(io, line);
        print(io, summaryLine(all));
      }
      process.exitCode = exitOf(all);
    });
