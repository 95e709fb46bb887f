import { ConnectionLost } from '../../../../host/errors.js';
import type { ReconnectingHost } from '../../../../host/reconnecting-host.js';
import {
  Failure,
  reasonOf,
  type FailureFacts,
  type FailureKind,
} from '../../../../model/failure.js';
import { teardown } from '../../../../provision/teardown.js';

/** A machine whose changes could not be undone, and the reason. */
export interface NotUndone {
  readonly machine: string;
  readonly error: unknown;
}

const kindOf = (error: unknown): FailureKind | undefined =>
  error instanceof Failure && error.kind !== 'interrupted' ? error.kind : undefined;

const factsOf = (first: unknown, reasons: readonly string[]): FailureFacts => {
  const [one = ''] = reasons;
  const undoOnly = {
    attempted: 'undoing the changes',
    got: reasons.length > 1 ? `\n${reasons.join('\n')}` : one,
  };
  if (first === undefined) return undoOnly;
  const facts =
    first instanceof Failure ? first.facts : { attempted: 'running', got: reasonOf(first) };
  const fix = facts.remedy === undefined ? [] : [`  fix: ${facts.remedy}`];
  const undoing = reasons.map((reason) => `undoing the changes: ${reason}`);
  return { ...facts, got: [facts.got, ...fix, ...undoing].join('\n') };
};

/**
 * Changes remain on machines: the last line names them and the command that undoes the changes. The exit
 * code is that of an earlier failure, if there was one.
 */
export class ChangesRemain extends Failure {
  override readonly kind: FailureKind;
  readonly notUndone: readonly NotUndone[];

  /** @param first the earlier failure of the run; absent if only the undo failed */
  constructor(notUndone: readonly NotUndone[], first?: unknown) {
    const machines = notUndone.map(({ machine }) => machine).join(' and ');
    super({
      ...factsOf(
        first,
        notUndone.map(({ machine, error }) => `${machine}: ${reasonOf(error)}`),
      ),
      remedy: `${machines} may still have changes; once this is mended, undo them: vrbench teardown -t TESTBED`,
      cause: first ?? notUndone[0]?.error,
    });
    this.kind = kindOf(first) ?? kindOf(notUndone[0]?.error) ?? 'failure';
    this.notUndone = notUndone;
  }
}

/** Reconnects if the connection was lost. */
const undoOn = async (host: ReconnectingHost, run: string | undefined): Promise<number> => {
  try {
    return await teardown(host, { run });
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error;
    await host.reconnect();
    return teardown(host, { run });
  }
};

/**
 * Undoes the changes in the machines' ledgers, even if it fails on some machine.
 * @param run the run whose changes are undone; default: every run
 * @returns how many changes
 * @throws ChangesRemain
 */
export const undoAll = async (
  hosts: readonly ReconnectingHost[],
  run?: string,
): Promise<number> => {
  const outcomes = await Promise.allSettled(hosts.map((host) => undoOn(host, run)));
  const notUndone = outcomes.flatMap((outcome, index): NotUndone[] => {
    const machine = hosts[index]?.name ?? '';
    return outcome.status === 'rejected' ? [{ machine, error: outcome.reason }] : [];
  });
  if (notUndone.length > 0) throw new ChangesRemain(notUndone);
  return outcomes.reduce(
    (sum, outcome) => sum + (outcome.status === 'fulfilled' ? outcome.value : 0),
    0,
  );
};

/**
 * Does the work, then undoes it, whether it succeeds or fails.
 * @throws what the work throws; ChangesRemain, which includes that, if the undo failed too
 */
export const thenUndo = async (
  work: () => Promise<void>,
  undo: () => Promise<unknown>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    await undo().catch((second: unknown) => {
      throw second instanceof ChangesRemain ? new ChangesRemain(second.notUndone, error) : second;
    });
    throw error;
  }
  await undo();
};
