import { ptp4lOf, type ClockChoice } from '../../config/testbed/clocks.js';
import type { Ask } from '../../host/command/line-protocol.js';
import type { Host } from '../../host/host.js';
import { parseClockReading, READ_CLOCK } from '../../linux/machine/wall-clock.js';
import { milliseconds } from '../../model/units.js';
import type { Clock } from '../../host/clock.js';
import {
  NO_OFFSET,
  offsetInTheEnd,
  type ClockExchange,
  type OffsetBounds,
} from './clock-offset.js';
import type { ClockSetting } from './clock-relation.js';
import { readPtp } from './read-ptp.js';
import type { PtpState } from './ptp-state.js';

/** The two clocks that latencies are measured with. */
export interface Clocks {
  readonly setting: ClockSetting;
  /** How far the generator's clock is ahead of the sink's, now. */
  readonly compare: (signal?: AbortSignal) => Promise<OffsetBounds>;
  /** What the run's own ptp4l reports; absent if the run started none. */
  readonly readPtp?: ((signal?: AbortSignal) => Promise<PtpState>) | undefined;
}

/** At least this many exchanges, so that some replies are not delayed, */
const FEWEST = 8;
/** for at most this long unless they are slow, */
const TIMEOUT = milliseconds(250);
/** and no more than this. */
const MOST = 50;

const exchange = async (
  ask: Ask,
  host: Host,
  clock: Pick<Clock, 'now'>,
): Promise<ClockExchange> => {
  const asked = clock.now();
  const answer = await ask('');
  const answered = clock.now();
  return { asked, answered, reading: parseClockReading(answer, host.name) };
};

/**
 * Compares the clocks of two machines through this computer: both are asked for the time
 * alternately, many times.
 * @throws CommandFailed if a machine has no bash, ParseFailure, and what Host.withLineProtocol
 * throws
 */
export const pingPong = (
  one: Host,
  other: Host,
  clock: Pick<Clock, 'now'>,
  signal?: AbortSignal,
): Promise<OffsetBounds> => {
  const options = { signal };
  const session = async (askOne: Ask, askOther: Ask): Promise<OffsetBounds> => {
    const ofOne: ClockExchange[] = [];
    const ofOther: ClockExchange[] = [];
    const latest = clock.now() + TIMEOUT;
    const enough = (): boolean => ofOne.length >= FEWEST && clock.now() >= latest;
    while (ofOne.length < MOST && !enough()) {
      ofOne.push(await exchange(askOne, one, clock));
      ofOther.push(await exchange(askOther, other, clock));
    }
    return offsetInTheEnd(ofOne, ofOther);
  };
  return one.withLineProtocol(
    READ_CLOCK,
    (askOne) =>
      other.withLineProtocol(READ_CLOCK, (askOther) => session(askOne, askOther), options),
    options,
  );
};

const settingOf = (choice: ClockChoice): ClockSetting =>
  choice.type === 'ptp'
    ? { kind: 'ptp', bound: choice.bound, stamping: choice.ptp4l?.stamping }
    : { kind: 'ping-pong' };

/**
 * The clocks of generator and sink. A machine that is both has one clock, whatever its namespaces.
 * @param choice the testbed's setting for two machines
 */
export const clocksOf = (
  testers: { readonly generator: Host; readonly sink: Host },
  choice: ClockChoice,
  clock: Pick<Clock, 'now'>,
): Clocks => {
  const { generator, sink } = testers;
  if (generator === sink) {
    return { setting: { kind: 'one-clock' }, compare: () => Promise.resolve(NO_OFFSET) };
  }
  const ptp4l = ptp4lOf(choice);
  return {
    setting: settingOf(choice),
    compare: (signal) => pingPong(generator, sink, clock, signal),
    readPtp: ptp4l && ((signal) => readPtp(testers, ptp4l.stamping, signal)),
  };
};
