import { describe, expect, it } from 'vitest';
import { Failure, Interrupted } from '../../../src/model/failure.js';
import { bytes, pps, seconds } from '../../../src/model/units.js';
import { loadSweep } from '../../../src/rfc2544/tests/load-sweep/procedure.js';
import type { Measurer } from '../../../src/rfc2544/measurer.js';
import { conduct, type TrialEvent } from '../../../src/rfc2544/trials/procedure.js';
import { simulatedMeasurer } from '../../../src/rfc2544/simulated-device/simulated-device.js';

const shape = { frameSize: bytes(64), duration: seconds(1) };
const goal = { intendedLoads: [pps(1_000), pps(2_000)], repeats: 1 };

const conducted = (
  measurer: Measurer,
  signal: AbortSignal,
  onEvent?: (event: TrialEvent) => void,
) => {
  const events: TrialEvent[] = [];
  let sequence = 7;
  const result = conduct(loadSweep(shape, goal), measurer, {
    signal,
    nextSequence: () => (sequence += 1),
    observe: (event) => {
      events.push(event);
      onEvent?.(event);
      return Promise.resolve();
    },
  });
  return { result, events };
};

describe('conduct', () => {
  it('reports each trial as it starts and ends, by the number it was given', async () => {
    const device = simulatedMeasurer({ capacity: pps(1_500) });
    const { result, events } = conducted(device, new AbortController().signal);
    await expect(result).resolves.toMatchObject({
      test: 'load-sweep',
      loads: [
        { intendedLoad: 1_000, trials: [8] },
        { intendedLoad: 2_000, trials: [9] },
      ],
    });
    expect(events.map(({ type, sequence }) => `${type} ${sequence}`)).toEqual([
      'trial-started 8',
      'trial-ended 8',
      'trial-started 9',
      'trial-ended 9',
    ]);
  });

  it('ends between trials when aborted, the trial that ended already reported', async () => {
    const controller = new AbortController();
    const device = simulatedMeasurer({ capacity: pps(1_500) });
    const { result, events } = conducted(device, controller.signal, ({ type }) => {
      if (type === 'trial-ended') controller.abort();
    });
    await expect(result).rejects.toThrow(Interrupted);
    expect(events.at(-1)).toMatchObject({ type: 'trial-ended', sequence: 8 });
  });

  it('passes on what the measurer throws', async () => {
    const broken = new Failure({ attempted: 'starting pktgen', got: 'no such device' });
    const { result } = conducted(
      { measure: () => Promise.reject(broken) },
      new AbortController().signal,
    );
    await expect(result).rejects.toBe(broken);
  });
});
