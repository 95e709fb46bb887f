import { nothingRuns } from '../host/errors.js';
import type { LockedHost } from '../host/locked-host.js';
import { Failure, reasonOf } from '../model/failure.js';
import { mendLedger, readLedger, removeEntry, type LedgerEntry } from './ledger.js';
import { STEP_KINDS, type StepKinds } from './registry.js';
import type { Step } from './step.js';

/** How a machine is restored. */
export interface TeardownOptions {
  /** The ledger's length to return to; default 0, which undoes everything. */
  readonly ledgerMark?: number | undefined;
  /** The run whose changes are undone; default: every run. */
  readonly run?: string | undefined;
  /** Called before each undo. */
  readonly onStep?: (kind: string) => void;
  readonly kinds?: StepKinds;
}

/** Some changes could not be undone; their entries are still in the ledger. */
export class TeardownIncomplete extends Failure {
  constructor(where: string, problems: readonly (readonly [entry: LedgerEntry, error: unknown])[]) {
    super({
      attempted: 'undoing changes',
      where,
      got: problems
        .map(([{ sequence, kind }, error]) => `change ${sequence} (${kind}): ${reasonOf(error)}`)
        .join('\n'),
      remedy: 'remove the cause and run vrbench teardown again, or reboot the machine',
      cause: problems[0]?.[1],
    });
  }
}

const stepOf = (entry: LedgerEntry, kinds: StepKinds): Step => {
  const kind = Object.hasOwn(kinds, entry.kind) ? kinds[entry.kind] : undefined;
  if (kind === undefined) {
    throw new Failure({
      attempted: `undoing a change of kind '${entry.kind}'`,
      got: 'unknown to this version of vrbench',
      remedy: `use the vrbench version of run ${entry.run}, or reboot the machine`,
    });
  }
  return kind.fromLedger(entry.spec);
};

/**
 * Undoes what the machine's ledger records, last first. If one undo fails, the others are still
 * run, and the failure is reported at the end. Cannot be interrupted.
 * @returns the number of changes that were undone
 * @throws TeardownIncomplete; at once, if the machine no longer answers or runs commands
 */
export const teardown = async (
  host: LockedHost,
  { ledgerMark = 0, run, onStep, kinds = STEP_KINDS }: TeardownOptions = {},
): Promise<number> => {
  const { entries, torn } = await readLedger(host);
  if (torn) await mendLedger(host);
  const problems: (readonly [LedgerEntry, unknown])[] = [];
  const own = entries.slice(ledgerMark).filter((entry) => run === undefined || entry.run === run);
  for (const entry of own.toReversed()) {
    try {
      onStep?.(entry.kind);
      await stepOf(entry, kinds).undo(host, entry.before);
      await removeEntry(host, entry);
    } catch (error) {
      if (nothingRuns(error)) throw error;
      problems.push([entry, error]);
    }
  }
  if (problems.length > 0) throw new TeardownIncomplete(host.name, problems);
  return own.length;
};
