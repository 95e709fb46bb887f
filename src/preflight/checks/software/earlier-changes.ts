import { askFiles } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

const LEDGER = '/run/vrbench/ledger.ndjson';

export const earlierChanges = askingMachine({
  name: 'earlier-changes',
  title: 'Changes of an earlier run',
  about:
    'A run that was killed, or made with --keep, leaves its changes on the machines, and a record of them. No run begins on a machine that still carries them: `vrbench teardown` undoes them.',
  asks: () => askFiles([LEDGER]),
  judge: (_facts, _machine, files) =>
    files.has(LEDGER)
      ? [
          {
            severity: 'stops',
            found: `changes of an earlier run are recorded in ${LEDGER}`,
            why: 'a run begins on machines as they were',
            fix: 'on this computer: vrbench teardown -t TESTBED',
          },
        ]
      : [],
});
