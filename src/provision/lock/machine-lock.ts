import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandHost } from '../../host/command/command-host.js';
import type { Ask } from '../../host/command/line-protocol.js';
import { LOCK_FILE, type Tenure } from '../../host/command/tenure.js';
import { withTimeout } from '../../host/command/timeout.js';
import { CommandFailed, DeadlineExceeded } from '../../host/errors.js';
import { Failure, Interrupted, PreconditionFailure } from '../../model/failure.js';
import { inMilliseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { requireAll } from '../requirements/requirements.js';
import { holdLock, parseHolderAnswer, type HolderAnswer } from './holder.js';
import { ownerText, thisOwner, type LockOwner, type LockPurpose } from './owner.js';

/** A machine frees its lock after this long without a line from the controller. */
const SILENCE = seconds(20);
/** The interval between lines to the machine. */
const BEAT = seconds(5);
/** For taking the lock: the machine first terminates what an earlier controller left running. */
const TAKE_TIMEOUT = seconds(30);
/** For releasing the lock: the machine terminates what still runs. Without an answer, the lock times out. */
const RELEASE_TIMEOUT = seconds(8);
/** Longer than any run may take. */
const UNLIMITED = seconds(90 * 24 * 3600);

const attempted = 'locking the machine';

/** Another controller uses the machine. */
export class MachineLocked extends PreconditionFailure {
  readonly owner: LockOwner | undefined;

  constructor(machine: string, owner: LockOwner | undefined, byThisProcess: boolean) {
    super({
      attempted,
      where: machine,
      got: byThisProcess
        ? 'it is already locked by this command, under another machine name of the testbed'
        : `it is locked by ${ownerText(owner)}`,
      remedy: byThisProcess
        ? 'use one machine name for it in the testbed, and separate namespaces for its roles'
        : 'wait until that has finished: --wait; or stop it there: ^C',
    });
    this.owner = owner;
  }
}

/** A controller that locks machines: one run, or one teardown. */
export interface Locker {
  readonly purpose: LockPurpose;
  /** All its tenures, on any machine. */
  readonly tenures: Set<string>;
  /** A machine frees its lock after this long without a line from the controller; default 20 s. */
  readonly silence?: Nanoseconds | undefined;
  /** The interval between lines; default 5 s. */
  readonly beat?: Nanoseconds | undefined;
}

/** A controller that has locked nothing yet. */
export const newLocker = (purpose: LockPurpose): Locker => ({ purpose, tenures: new Set() });

/** A machine's lock, held. */
export interface MachineLock {
  readonly tenure: Tenure;
  /** Resolves when this controller no longer holds it, with the reason if it was lost. */
  readonly over: Promise<unknown>;
  /** Terminates this controller's processes on the machine, then frees the lock. Never throws. */
  release(): Promise<void>;
}

const refuse = async (
  host: CommandHost,
  answer: Exclude<HolderAnswer, { state: 'locked' }>,
  { tenures }: Locker,
): Promise<Failure> => {
  if (answer.state === 'held') {
    return new MachineLocked(host.name, answer.owner, tenures.has(answer.tenure));
  }
  await requireAll(host, attempted, [{ tools: ['flock'], modules: [] }]);
  return new Failure({ attempted, where: host.name, got: 'the program flock is missing' });
};

/** The holder ends with an error only if the lock's file cannot be written: its shell prints why. */
const notWritten = (machine: string, { output }: CommandFailed): PreconditionFailure =>
  new PreconditionFailure({
    attempted,
    where: machine,
    got: `${LOCK_FILE} cannot be written: ${output.stderr.trim().split(': ').at(-1) ?? ''}`,
    remedy:
      'make /run writable there, with free space and inodes: findmnt /run; df /run; df -i /run',
  });

/** Sends a line periodically while the machine answers. */
const beats = async (ask: Ask, beat: Nanoseconds, signal: AbortSignal): Promise<never> => {
  for (;;) {
    await pause(inMilliseconds(beat), undefined, { signal });
    await ask('held');
  }
};

/**
 * Takes a machine's lock, or fails at once. From then on commands run under the lock, and are
 * terminated if it is lost.
 * @param earlier tenures of this controller on this machine whose connections were lost
 * @throws MachineLocked; PreconditionFailure if the machine has no flock, or its lock file cannot be
 *   written; what Host.run throws
 */
export const takeLock = async (
  host: CommandHost,
  locker: Locker,
  earlier: readonly Tenure[] = [],
  signal?: AbortSignal,
): Promise<MachineLock> => {
  const { purpose, silence = SILENCE, beat = BEAT } = locker;
  const tenure = randomBytes(8).toString('hex') as Tenure;
  locker.tenures.add(tenure);
  const owner = thisOwner(purpose);
  const releasing = new AbortController();
  const givingUp = new AbortController();
  const released = once(releasing.signal, 'abort');
  host.runWithin(undefined);
  let onAnswer: (answer: HolderAnswer) => void = () => undefined;
  const answered = new Promise<HolderAnswer>((resolve) => (onAnswer = resolve));
  const holding = host.withLineProtocol(
    holdLock({ tenure, owner, silence, earlier }),
    async (ask) => {
      const answer = parseHolderAnswer(await ask('lock'));
      onAnswer(answer);
      if (answer.state !== 'locked') return;
      await Promise.race([released, beats(ask, beat, releasing.signal)]);
    },
    { deadline: UNLIMITED, signal: givingUp.signal },
  );
  const over = holding.then(
    () => undefined,
    (error: unknown) => error,
  );
  const first = await withTimeout(
    Promise.race([answered, holding.then(() => answered)]),
    TAKE_TIMEOUT,
    signal,
  ).catch((error: unknown) => {
    throw error instanceof CommandFailed ? notWritten(host.name, error) : error;
  });
  if (first.state !== 'done') {
    givingUp.abort();
    await over;
    if (first.state === 'aborted') throw new Interrupted(attempted);
    throw new DeadlineExceeded(host.name, ['flock', LOCK_FILE], TAKE_TIMEOUT);
  }
  if (first.value.state !== 'locked') throw await refuse(host, first.value, locker);
  host.runWithin(tenure);
  return {
    tenure,
    over,
    release: async () => {
      releasing.abort();
      await withTimeout(over, RELEASE_TIMEOUT);
    },
  };
};
