import { describe, expect, it } from 'vitest';
import type { ClockChoice } from '../../../../../src/config/testbed/clocks.js';
import type { Host } from '../../../../../src/host/host.js';
import type { Stamping } from '../../../../../src/model/network/ptp.js';
import { nanoseconds, seconds } from '../../../../../src/model/units.js';
import {
  awaitClocks,
  ClocksNotSynchronized,
  synchronizeClocks,
} from '../../../../../src/session/backends/machines/clocks/synchronize.js';
import { fixture } from '../../../../linux/fixture.js';
import { scriptedHost } from '../../../../provision/kernel-module/scripted-host.js';
import { virtualClock } from '../../../../traffic/virtual-clock.js';

const FOLLOWING = fixture('ptp/pmc-following.txt').replace('UNCALIBRATED', 'SLAVE');
const LOG = 'phc2sys[5.1]: eth5 sys offset -12 s2 freq +1200 delay 640\n';
const { signal } = new AbortController();

const choice = (stamping: Stamping): ClockChoice => ({
  type: 'ptp',
  bound: nanoseconds(1_000),
  ptp4l: { generator: 'eth5', sink: 'eth5', stamping, transport: 'ethernet' },
});

/** Two machines; the sink reports these offsets in order, and the last one from then on. */
const synchronizing = async (clocks: ClockChoice, offsets: readonly number[], log = LOG) => {
  const left = [...offsets];
  const rule = { stdout: '' };
  const sink = scriptedHost([
    [/^pmc/, rule],
    [/^tail/, { stdout: log }],
  ]);
  const attempt = (...asked: Parameters<Host['attempt']>) => {
    const offset = (left.length > 1 ? left.shift() : left[0]) ?? 0;
    rule.stdout = FOLLOWING.replace('181.0', `${offset}.0`);
    return sink.attempt(...asked);
  };
  const started: string[] = [];
  const clock = virtualClock();
  const start = (role: string) => () => {
    started.push(role);
    return Promise.resolve();
  };
  await synchronizeClocks(
    { generator: scriptedHost([[/^tail/, { stdout: log }]]), sink: { ...sink, attempt } },
    clocks,
    { generator: start('generator'), sink: start('sink') },
    { clock, signal, timeout: seconds(30) },
  );
  return { started, turns: clock.pauses.length };
};

describe('synchronizeClocks', () => {
  it('does nothing if something else synchronizes the clocks, or nothing does', async () => {
    const nothing = { started: [], turns: 0 };
    expect(await synchronizing({ type: 'auto' }, [0])).toEqual(nothing);
    expect(await synchronizing({ type: 'ptp', bound: nanoseconds(9) }, [0])).toEqual(nothing);
  });

  it('waits until five readings in a row are within the bound', async () => {
    const passing = [90_000, 0, 500, -4_000, 700, 600, -500, 400, 300];
    expect(await synchronizing(choice('software'), passing)).toEqual({
      started: ['generator', 'sink'],
      turns: passing.length - 1,
    });
  });

  it("waits for the generator's NIC as well with hardware timestamping", async () => {
    const { turns } = await synchronizing(choice('hardware'), [0]);
    expect(turns).toBe(4 + 4);
  });

  it('reports the last reading after the timeout', async () => {
    const never = synchronizing(choice('software'), [30_000, -20_000]);
    await expect(never).rejects.toBeInstanceOf(ClocksNotSynchronized);
    await expect(never).rejects.toThrow(
      /not synchronized after 30 s: ptp4l reported an offset of -20\.0 us; the testbed's bound is 1\.0 us/,
    );
    const unset = synchronizing(choice('hardware'), [0], LOG.replace('-12', '-99999'));
    await expect(unset).rejects.toThrow(/generator's phc2sys reported an offset of -99999 ns/);
  });
});

describe('awaitClocks', () => {
  it('waits for programs that run already, as after a machine was set up again', async () => {
    const following = FOLLOWING.replace('181.0', '0.0');
    const clock = virtualClock();
    const sink = scriptedHost([[/^pmc/, { stdout: following }]]);
    const testers = { generator: scriptedHost([]), sink };
    await awaitClocks(testers, choice('software'), { clock, signal });
    expect(clock.pauses).toHaveLength(4);
  });
});
