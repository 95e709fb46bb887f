import { Argument, Command, Option } from '@commander-js/extra-typings';
import { checkFit } from '../../config/fit.js';
import { loadPlaybook, loadTestbed, type LoadedTestbed } from '../../config/load.js';
import { asError } from '../../model/failure.js';
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
import {
  requireWritableLinks,
  writeLinks,
} from '../../session/backends/machines/wiring/write-links.js';
import { lockingOf } from '../display/locking.js';
import { loudnessOf, quietOption, verboseOption } from '../display/loudness.js';
import { withGivenTestbed } from '../errors/given-testbed.js';
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

/** Writes the links that were found into the testbed file. @returns whether it has them now */
const writeSeen = async (
  io: Io,
  loaded: LoadedTestbed,
  cables: CableSurvey | undefined,
): Promise<boolean> => {
  const isSeen = cables !== undefined && cables.wiring.length > 0;
  if (!isSeen) {
    say(io, `${loaded.path}: not changed, as no cable was tested`);
    return false;
  }
  const changed = await writeLinks(loaded, cables.links);
  say(io, `${loaded.path}: ${changed ? 'now has' : 'already had'} the links that were found`);
  return true;
};

/** The outcome of a cable survey, and the error that ended it early. */
interface Surveyed {
  readonly cables?: CableSurvey | undefined;
  readonly isWritten?: boolean | undefined;
  readonly failure?: unknown;
}

/** Surveys the cables, and writes the links. An error is returned, so that earlier findings are printed first. */
const surveyAndWrite = async (
  io: Io,
  loaded: LoadedTestbed,
  write: boolean,
  survey: () => Promise<CableSurvey | undefined>,
): Promise<Surveyed> => {
  let cables: CableSurvey | undefined;
  try {
    cables = await survey();
    return { cables, isWritten: write && (await writeSeen(io, loaded, cables)) };
  } catch (failure) {
    return { cables, failure };
  }
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
      'apply settings that fix problems found (NICs, interrupts, governor); vrbench teardown undoes them',
    )
    .option(
      '--install',
      "install missing packages with each machine's package manager; this is not undone",
    )
    .option(
      '--wiring',
      'find the cables by sending a few marked frames out of each free port; undone afterwards',
    )
    .addOption(
      new Option('--write', 'write the links that were found into the testbed file').implies({
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
      if (options.write === true) await requireWritableLinks(loaded);
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
      if (options.wiring === true && !reached) {
        say(io, 'the cables are not tested, as not every machine was examined');
      }
      const { cables, isWritten, failure } = await surveyAndWrite(
        io,
        loaded,
        options.write === true,
        () =>
          options.wiring === true && reached
            ? surveyTestbedCables(testbed, locking)
            : Promise.resolve(undefined),
      );
      const findings =
        isWritten === true && cables ? findingsBySeen(cables, testbed) : cables?.findings;
      const all = withCables(examined, findings ?? []);
      if (options.json === true) printJson(io, { testbed: testbed.name, machines: all, cables });
      else {
        for (const line of all.flatMap(installationLines)) print(io, line);
        for (const line of cables === undefined ? [] : cableLines(cables)) print(io, line);
        for (const line of all.flatMap(fixLines)) print(io, line);
        for (const line of all.flatMap(examinationLines)) {
          print(io, withGivenTestbed(line, options.testbed));
        }
        print(io, summaryLine(all));
      }
      if (failure !== undefined) throw asError(failure);
      process.exitCode = exitOf(all);
    });
