import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/host/command/line-protocol.js';
import type { Ptp4lChoice } from '../../../src/config/testbed/clocks.js';
import type { Argv } from '../../../src/model/command.js';
import { nanoseconds } from '../../../src/model/units.js';
import { clocksOf, pingPong } from '../../../src/traffic/latency/clocks.js';
import { midpoint } from '../../../src/traffic/latency/clock-offset.js';
import { SimulatedMachine } from '../simulated-machine.js';
import { virtualClock, type VirtualClock } from '../virtual-clock.js';

const EPOCH = 1_795_530_544_000_000_000n;

/** A machine whose clock is ahead of ours, and whose answers take a variable time. */
class Clockwork extends SimulatedMachine {
  readonly #answer: (turn: number) => string;
  asked = 0;

  constructor(
    clock: VirtualClock,
    { ahead, delay }: { ahead: bigint; delay: (turn: number) => number },
  ) {
    super('clockwork');
    this.#answer = (turn) => {
      clock.advance(nanoseconds(delay(turn)));
      const time = EPOCH + BigInt(clock.now()) + ahead;
      clock.advance(nanoseconds(delay(turn + 1)));
      return `${time / 1_000_000_000n}.${String(time % 1_000_000_000n)
        .padStart(9, '0')
        .slice(0, 6)}`;
    };
  }

  override withLineProtocol<Result>(_: Argv, talk: (ask: Ask) => Promise<Result>): Promise<Result> {
    return talk(() => Promise.resolve(this.#answer(this.asked++)));
  }
}

describe('pingPong', () => {
  it('finds how far clocks are apart, as accurately as the fastest answers allow', async () => {
    const clock = virtualClock();
    // All but one answer of each are slow.
    const delay = (turn: number) => (turn === 5 || turn === 6 ? 100_000 : 3_000_000);
    const one = new Clockwork(clock, { ahead: 77_000_000_123n, delay });
    const other = new Clockwork(clock, { ahead: -5_000_000n, delay });
    const { offset, bound } = midpoint(await pingPong(one, other, clock));
    expect(Number(bound)).toBeLessThan(500_000);
    expect(Math.abs(Number(offset - 77_005_000_123n))).toBeLessThanOrEqual(Number(bound));
    expect(one.asked).toBe(other.asked);
  });
});

describe('clocksOf', () => {
  const clock = virtualClock();
  const machine = () => new Clockwork(clock, { ahead: 0n, delay: () => 1_000 });

  it('asks nothing of a machine that is both: it has one clock, also if the testbed has PTP', async () => {
    const both = machine();
    const ptp = { type: 'ptp', bound: nanoseconds(1_000) } as const;
    for (const choice of [{ type: 'auto' } as const, ptp]) {
      const { setting, compare } = clocksOf({ generator: both, sink: both }, choice, clock);
      expect(setting).toEqual({ kind: 'one-clock' });
      expect(await compare()).toEqual({ atLeast: 0n, atMost: 0n });
    }
    expect(both.asked).toBe(0);
  });

  it('asks the ptp4l that a run started, and no other', () => {
    const machines = { generator: machine(), sink: machine() };
    const ptp = { type: 'ptp', bound: nanoseconds(1_000) } as const;
    expect(clocksOf(machines, ptp, clock).readPtp).toBeUndefined();
    const own = { generator: 'eth5', sink: 'eth5', stamping: 'software', transport: 'ethernet' };
    const { setting, readPtp } = clocksOf(machines, { ...ptp, ptp4l: own as Ptp4lChoice }, clock);
    expect(setting).toEqual({ kind: 'ptp', bound: 1_000, stamping: 'software' });
    expect(readPtp).toBeTypeOf('function');
  });

  it('compares two machines, also if PTP synchronizes them', async () => {
    const machines = { generator: machine(), sink: machine() };
    const ptp = { type: 'ptp', bound: nanoseconds(1_000) } as const;
    expect(clocksOf(machines, { type: 'auto' }, clock).setting).toEqual({ kind: 'ping-pong' });
    const { setting, compare } = clocksOf(machines, ptp, clock);
    expect(setting).toEqual({ kind: 'ptp', bound: 1_000 });
    const { atLeast, atMost } = await compare();
    expect(atLeast < 0n && atMost > 0n).toBe(true);
  });
});
