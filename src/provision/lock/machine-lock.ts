import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandHost } from '../../host/command/command-host.js';
import type { Ask } from '../../host/command/line-protocol.js';
import { LOCK_FILE, type Tenure } from '../../host/command/tenure.js';
import { withTimeout } from '../../host/command/timeout.js';
import { DeadlineExceeded } from '../../host/errors.js';
import { Failure, Interrupted, PreconditionFailure } from '../../model/failure.js';
import { inMilliseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { requireAll } from '../requirements/requirements.js';
import { holdLock, parseHolderAnswer, type HolderAnswer } from './holder.js';
import { ownerText, thisOwner, type LockOwner, type LockPurpose } from './owner.js';

/** A machine frees its lock after this long without a line from the controller. */
const SILENCE = seconds(20);
/** Between lines to the machine. */
const BEAT = seconds(5);
/** The longest time for the machine to take the lock: it ends what an earlier controller left running. */
const TAKE_TIMEOUT = seconds(30);
/** For the machine to end what still runs. One that does not answer frees the lock by itself. */
const RELEASE_TIMEOUT = seconds(8);
/** Longer than any run. */
const UNLIMITED = seconds(90 * 24 * 3600);

const attempted = 'locking the machine';

/** Another controller works on the machine. */
export class MachineLocked extends PreconditionFailure {
  readonly owner: LockOwner | undefined;

  constructor(machine: string, owner: LockOwner | undefined, byThisProcess: boolean) {
    super({
      attempted,
      where: machine,
      got: byThisProcess
        ? 'it is locked already, by this very command, as another machine of the testbed'
        : `it is locked by ${ownerText(owner)}`,
      remedy: byThisProcess
        ? 'it is one machine: give it one name in the testbed, and its roles namespaces of their own'
        : 'wait until that has finished: --wait; or end it there: ^C',
    });
    this.owner = owner;
  }
}

/** Who locks machines: one run, or one teardown. */
export interface Locker {
  readonly purpose: LockPurpose;
  /** All tenures it has had, on any machine. */
  readonly tenures: Set<string>;
  /** Without a line from the controller for so long, a machine frees its lock; 20 s when absent. */
  readonly silence?: Nanoseconds | undefined;
  /** From one line to the next; 5 s when absent. */
  readonly beat?: Nanoseconds | undefined;
}

/** A run or a teardown that has locked nothing yet. */
export const newLocker = (purpose: LockPurpose): Locker => ({ purpose, tenures: new Set() });

/** A machine's lock, held. */
export interface MachineLock {
  readonly tenure: Tenure;
  /** Resolves when the machine no longer holds it for this controller: why where it is lost. */
  readonly over: Promise<unknown>;
  /** Ends what still runs on the machine for this controller, then frees the lock. Never throws. */
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
  return new Failure({ attempted, where: host.name, got: 'there is no program flock' });
};

/** Sends a line now and then, for as long as the machine answers. */
const beats = async (ask: Ask, beat: Nanoseconds, signal: AbortSignal): Promise<never> => {
  for (;;) {
    await pause(inMilliseconds(beat), undefined, { signal });
    await ask('held');
  }
};

/**
 * Takes a machine's lock, or fails at once. Its commands run under the lock from then on; when the lock is
 * lost they stop running.
 * @param earlier tenures of this controller on this machine whose connections were lost
 * @throws MachineLocked; PreconditionFailure where the machine has no flock; what Host.run throws
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
  );
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
