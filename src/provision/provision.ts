import type { Host } from '../host/host.js';
import type { LockedHost } from '../host/locked-host.js';
import { Interrupted, PreconditionFailure } from '../model/failure.js';
import { appendEntry, mendLedger, readLedger, type LedgerEntry } from './ledger.js';
import { STEP_KINDS, type StepKinds } from './registry.js';
import type { Step } from './step.js';
import { teardown } from './teardown.js';

/** How steps are applied. */
export interface ProvisionOptions {
  /** Entered in the ledger with every change. */
  readonly runId: string;
  readonly signal?: AbortSignal | undefined;
  /** Called before each step. */
  readonly onStep?: (step: Step) => void;
  readonly kinds?: StepKinds;
}

/**
 * The run in ledger entries of `vrbench doctor --fix`: such changes stay in place for later runs, until
 * `vrbench teardown`.
 */
export const LASTING = 'doctor --fix';

const assertUnclaimed = (host: Host, entries: readonly LedgerEntry[], runId: string): void => {
  const foreign = entries.find(({ run }) => run !== runId && run !== LASTING);
  if (foreign === undefined) return;
  throw new PreconditionFailure({
    attempted: 'claiming the machine',
    where: host.name,
    got: `it still holds changes made by run ${foreign.run}`,
    // That run holds no lock on the machine, or this lock could not have been taken.
    remedy: 'that run ended without undoing them: vrbench teardown -t TESTBED',
  });
};

/**
 * Checks that the machine holds no changes of another run.
 * @returns the ledger's length, a mark that `teardown` can return to
 * @throws PreconditionFailure
 */
export const claim = async (
  host: LockedHost,
  runId: string,
  signal?: AbortSignal,
): Promise<number> => {
  const { entries } = await readLedger(host, signal);
  assertUnclaimed(host, entries, runId);
  return entries.length;
};

/** The ledger's length: a mark that `teardown(host, { ledgerMark })` returns to. */
export const mark = async (host: Host): Promise<number> => (await readLedger(host)).entries.length;

/**
 * Applies steps in order: each reads the current state, records it in the ledger, then changes it.
 * If one fails, or the signal aborts, everything applied by this call is undone first.
 * @throws the step's failure; Interrupted; PreconditionFailure if the machine holds changes of another run
 */
export const provision = async (
  host: LockedHost,
  steps: readonly Step[],
  { runId, signal, onStep, kinds = STEP_KINDS }: ProvisionOptions,
): Promise<void> => {
  const unknown = steps.find(({ kind }) => !Object.hasOwn(kinds, kind));
  if (unknown !== undefined) throw new RangeError(`no undo is registered for '${unknown.kind}'`);
  const { entries, torn } = await readLedger(host, signal);
  assertUnclaimed(host, entries, runId);
  if (torn) await mendLedger(host);
  const next = (entries.at(-1)?.sequence ?? 0) + 1;
  try {
    for (const [index, step] of steps.entries()) {
      if (signal?.aborted === true) throw new Interrupted(`provisioning ${host.name}`);
      onStep?.(step);
      const { kind, spec } = step;
      const before = await step.read(host, signal);
      await appendEntry(host, { sequence: next + index, run: runId, kind, spec, before });
      await step.apply(host, signal);
    }
  } catch (error) {
    // What cannot be undone stays in the ledger: the end of the run retries it and reports it.
    await teardown(host, { ledgerMark: entries.length, run: runId, kinds }).catch(() => undefined);
    throw error;
  }
};
