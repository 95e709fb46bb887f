import { Command } from '@commander-js/extra-typings';
import { undoTestbed } from '../../session/backends/machines/undo/undo-testbed.js';
import { lockingOf } from '../display/locking.js';
import { print, printJson, type Io } from '../io.js';
import { loudnessOf, quietOption, verboseOption } from '../display/loudness.js';
import { testbedFile } from '../shipped.js';
import { openTestbed } from '../../session/backends/machines/testbed.js';

/** `vrbench teardown`: undoes all changes recorded on the machines, from any earlier run. */
export const teardownVerb = (io: Io) =>
  new Command('teardown')
    .description('undo the changes that an earlier run left on the machines')
    .requiredOption(
      '-t, --testbed <file>',
      'testbed file, or the name of a shipped one',
      testbedFile,
    )
    .option('--wait', 'wait for machines that another run or teardown has locked')
    .addOption(verboseOption())
    .addOption(quietOption().conflicts('verbose'))
    .option('--json', 'print the outcome as JSON')
    .action(async (options) => {
      const testbed = await openTestbed(options.testbed, io.signal);
      const locking = lockingOf(io, loudnessOf(options), options.wait);
      const undone = await undoTestbed(testbed, locking);
      if (options.json === true) printJson(io, { testbed: testbed.name, undone });
      else
        print(
          io,
          undone === 0
            ? 'nothing to undo'
            : `undid ${undone} ${undone === 1 ? 'change' : 'changes'}`,
        );
    });
