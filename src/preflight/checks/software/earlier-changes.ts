import { plural } from '../../../document/wording.js';
import { ask, askFiles, asOne, valueOf } from '../../../linux/text/query.js';
import { LEDGER, parseLedger, type LedgerEntry } from '../../../provision/ledger.js';
import { LASTING } from '../../../provision/provision.js';
import { askingMachine } from '../../check.js';

const FIX = 'on this computer: vrbench teardown -t TESTBED';

/** Undefined for a damaged ledger. */
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
    'A run that was killed, or that used --keep, leaves its changes on the machines, and a record of them. No run starts on a machine that still has such changes: `vrbench teardown` undoes them. Settings of `vrbench doctor --fix` are meant to stay, and do not prevent a run; `vrbench teardown` undoes them as well.',
  asks: () => asOne({ files: askFiles([LEDGER]), entries: ask(['cat', LEDGER], entriesOf) }),
  judge: (_facts, _machine, { files, entries }) => {
    if (!files.has(LEDGER)) return [];
    const lasting = valueOf(entries)?.every(({ run }) => run === LASTING) === true;
    return lasting
      ? [
          {
            severity: 'notes',
            found: `${plural(valueOf(entries)?.length ?? 0, 'step')} of vrbench doctor --fix are in place`,
            why: 'these settings stay in place during runs, until they are undone',
            fix: FIX,
          },
        ]
      : [
          {
            severity: 'stops',
            found: `changes of an earlier run are recorded in ${LEDGER}`,
            why: 'a run starts on unchanged machines only',
            fix: FIX,
          },
        ];
  },
});
