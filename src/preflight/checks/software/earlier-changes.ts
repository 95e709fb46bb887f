import { plural } from '../../../document/wording.js';
import { ask, askFiles, asOne, valueOf } from '../../../linux/text/query.js';
import { LEDGER, parseLedger, type LedgerEntry } from '../../../provision/ledger.js';
import { LASTING } from '../../../provision/provision.js';
import { askingMachine } from '../../check.js';

const FIX = 'on this computer: vrbench teardown -t TESTBED';

/** Undefined for a ledger that is damaged. */
const entriesOf = (text: string): readonly LedgerEntry[] | undefined => {
  try {
    return parseLedger(text).entries;
  } catch {
    return undefined;
  }
};

export const earlierChanges = askingMachine({
  name: 'earlier-changes',
  title: 'Changes of an earlier run',
  about:
    'A run that was killed, or made with --keep, leaves its changes on the machines, and a record of them. No run begins on a machine that still carries them: `vrbench teardown` undoes them. Settings that `vrbench doctor --fix` made are meant to stay, and stop no run; the same undoes them.',
  asks: () => asOne({ files: askFiles([LEDGER]), entries: ask(['cat', LEDGER], entriesOf) }),
  judge: (_facts, _machine, { files, entries }) => {
    if (!files.has(LEDGER)) return [];
    const lasting = valueOf(entries)?.every(({ run }) => run === LASTING) === true;
    return lasting
      ? [
          {
            severity: 'notes',
            found: `${plural(valueOf(entries)?.length ?? 0, 'step')} of vrbench doctor --fix stand`,
            why: 'runs leave these settings as they are, until they are undone',
            fix: FIX,
          },
        ]
      : [
          {
            severity: 'stops',
            found: `changes of an earlier run are recorded in ${LEDGER}`,
            why: 'a run begins on machines as they were',
            fix: FIX,
          },
        ];
  },
});
