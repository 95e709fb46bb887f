import { Argument, Command } from '@commander-js/extra-typings';
import { checkFit } from '../../config/fit.js';
import { loadPlaybook, loadTestbed } from '../../config/load.js';
import {
  examineTestbed,
  type Examination,
} from '../../session/backends/machines/doctor/examine-testbed.js';
import { testbedOf } from '../../session/backends/machines/testbed.js';
import { openLog } from '../../session/run/log.js';
import { logEcho } from '../display/log-echo.js';
import { loudnessOf, progressTo, quietOption, verboseOption } from '../display/loudness.js';
import { EXIT } from '../exit-code.js';
import { print, printJson, say, type Io } from '../io.js';
import { examinationLines, summaryLine } from '../reports/examination.js';
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

/** `vrbench doctor`: every check on every machine of a testbed; changes nothing but what --fix does. */
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
    .option('--wait', 'wait for machines that another run or teardown has locked')
    .addOption(verboseOption())
    .addOption(quietOption().conflicts('verbose'))
    .option('--json', 'print the findings as JSON')
    .action(async (path = playbookFile(DEFAULT_PLAYBOOK), options) => {
      const loaded = await loadTestbed(options.testbed, io.signal);
      const { playbook } = checkFit(loaded.file, await loadPlaybook(path, io.signal));
      const testbed = await testbedOf(loaded);
      const loudness = loudnessOf(options);
      const log = openLog({ echo: loudness === 'verbose' ? logEcho(io) : undefined });
      if (loudness !== 'quiet') {
        say(io, `checking ${testbed.name} for the playbook ${playbookName(path)}`);
      }
      const all = await examineTestbed(testbed, playbook, {
        signal: io.signal,
        fix: options.fix,
        log: (entry) => {
          log.debug(entry, 'command');
        },
        onWait: options.wait === true ? progressTo(io, loudness) : undefined,
      });
      if (options.json === true) printJson(io, { testbed: testbed.name, machines: all });
      else {
        for (const line of all.flatMap(fixLines)) print(io, line);
        for (const line of all.flatMap(examinationLines)) print(io, line);
        print(io, summaryLine(all));
      }
      process.exitCode = exitOf(all);
    });
