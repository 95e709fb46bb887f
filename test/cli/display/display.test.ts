import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { displayFor } from '../../../src/cli/display/display.js';
import { playbookSchema } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import { pps } from '../../../src/model/units.js';
import type { RunEvent } from '../../../src/session/run/events.js';
import type { RunDisplay } from '../../../src/session/run/execute-run.js';
import { outlookAfter } from '../../../src/session/run/outlook/after.js';
import { outlookOf } from '../../../src/session/run/outlook/outlook.js';
import { allTheSame, LINK_SPEED, simulatedEvents } from '../../session/simulated-run.js';
import { screen } from './screen.js';

const playbook = expectedPlaybook(
  playbookSchema.parse({
    name: 'x',
    dataPlanes: ['napi-macvlan'],
    trial: { duration: '60 s' },
    procedures: [{ test: 'throughput', minimumLoad: '1 kpps', resolution: '5 %' }],
  }),
);
const DEVICES = allTheSame({ capacity: pps(500_000) });

let events: readonly RunEvent[];
beforeEach(async () => {
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'performance', 'Date'],
    now: new Date(2026, 0, 31, 14, 2, 11),
  });
  vi.stubEnv('TERM', 'xterm');
  events = await simulatedEvents(playbook, DEVICES);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** Shows events up to and with the first for which something holds; a trial takes what it says. */
const showUntil = async (
  display: RunDisplay,
  isLast: (event: RunEvent) => boolean,
): Promise<void> => {
  let outlook = await outlookOf({ playbook, linkSpeed: LINK_SPEED }, DEVICES);
  for (const event of events) {
    outlook = await outlookAfter(outlook, event);
    if (event.type === 'trial-ended') vi.advanceTimersByTime(67_000);
    display.show(event, outlook);
    if (isLast(event)) return;
  }
};

const thirdTrial = (event: RunEvent): boolean =>
  event.type === 'trial-started' && event.sequence === 3;
const never = (): boolean => false;

const TIMED = { timed: true, loudness: 'progress' } as const;

describe('a run on a terminal', () => {
  it('is one line that moves while a trial is running, and fits the terminal as it is now', async () => {
    const { io, lines, resize } = screen({ isTTY: true });
    const display = displayFor(io, TIMED);
    await showUntil(display, thirdTrial);
    const before = lines();
    expect(before).toHaveLength(1);
    expect(before[0]).toMatch(
      /^███░░ 2\/3, 1 min 7 s left \| 1\/1 napi-macvlan: 3\/3, 0\/67 s, .* to .* kpps$/,
    );
    vi.advanceTimersByTime(40_000);
    expect(lines()[0]).toMatch(/^████░ 2\/3, 27 s left \| 1\/1 napi-macvlan: 3\/3, 40\/67 s, /);
    resize(160);
    vi.advanceTimersByTime(250);
    expect(lines()[0]).toMatch(
      /^█+░ 2\/3 trials, 27 s left, ends 14:05 \| cell 1\/1 napi-macvlan, 64 bytes, throughput: trial 3\/3, 40\/67 s, no loss at .* kpps, loss at .* kpps$/,
    );
    resize(44);
    vi.advanceTimersByTime(1000);
    expect(lines()[0]).toMatch(/^2\/3, 26 s left \| .* to .* kpps$/);
    display.stop();
  });

  it('leaves nothing behind at its end', async () => {
    const { io, lines } = screen({ isTTY: true });
    const display = displayFor(io, TIMED);
    await showUntil(display, never);
    display.stop();
    vi.advanceTimersByTime(10_000);
    expect(lines()).toEqual(['']);
  });

  it('is gone once it is interrupted, and what is done then is printed', async () => {
    const { io, lines, interrupt } = screen({ isTTY: true });
    const display = displayFor(io, TIMED);
    await showUntil(display, thirdTrial);
    interrupt();
    expect(lines()).toEqual(['']);
    display.announce('undoing every change');
    vi.advanceTimersByTime(10_000);
    expect(lines()).toEqual(['undoing every change', '']);
    display.stop();
    expect(lines()).toEqual(['undoing every change', '']);
  });

  it('shows what was announced until the next trial', async () => {
    const { io, lines } = screen({ isTTY: true, columns: 120 });
    const display = displayFor(io, TIMED);
    await showUntil(display, ({ type }) => type === 'run-started');
    display.announce('preparing the machines');
    expect(lines()[0]).toMatch(/\| preparing the machines$/);
    await showUntil(display, thirdTrial);
    expect(lines()[0]).not.toContain('preparing');
    display.stop();
  });

  it('does not predict an end if time is not that of trials', async () => {
    const { io, lines } = screen({ isTTY: true });
    const display = displayFor(io, { timed: false, loudness: 'progress' });
    await showUntil(display, ({ type }) => type === 'cell-started');
    expect(lines()[0]).toMatch(/^░{10} 0\/3 trials \|/);
    display.stop();
  });
});

describe('a run elsewhere', () => {
  it.each([
    ['in a pipe', false, TIMED, 'xterm'],
    ['beside a log', true, { timed: true, loudness: 'verbose' }, 'xterm'],
    ['on a terminal that cannot move its cursor', true, TIMED, 'dumb'],
  ] as const)('is plain lines: %s', async (_, isTTY, options, terminal) => {
    vi.stubEnv('TERM', terminal);
    const { io, lines } = screen({ isTTY });
    const display = displayFor(io, options);
    display.announce('preparing the machines');
    await showUntil(display, never);
    display.stop();
    const [first, second, third, fourth, ...rest] = lines();
    expect([first, second]).toEqual([
      '14:02:11 preparing the machines',
      '14:02:11 cell 1 of 1: napi-macvlan, 64 bytes, throughput',
    ]);
    expect(third).toBe(
      '14:03:18   trial 1 (3 expected, 2 min 14 s left, ends 14:05): offered 1488 kpps, forwarded 500 kpps',
    );
    expect(fourth).toMatch(/^14:04:25 {3}trial 2 \(3 expected, 1 min 7 s left, ends 14:05\): /);
    expect(rest).toHaveLength(2);
  });

  it('predicts no end before a trial has shown how long they take, if time is not that of trials', async () => {
    const { io, lines } = screen({ isTTY: false });
    await showUntil(
      displayFor(io, { timed: false, loudness: 'progress' }),
      ({ type }) => type === 'trial-ended',
    );
    expect(lines().filter((line) => line.includes('left'))).toHaveLength(1);
  });
});

describe('a run that nobody watches', () => {
  it.each([true, false])('says nothing, on a terminal: %s', async (isTTY) => {
    const { io, lines } = screen({ isTTY });
    const display = displayFor(io, { timed: true, loudness: 'quiet' });
    display.announce('preparing the machines');
    await showUntil(display, never);
    display.stop();
    expect(lines()).toEqual(['']);
  });
});
