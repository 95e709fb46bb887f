import { describe, expect, it } from 'vitest';
import { mediaMaximum } from '../../src/model/frame.js';
import {
  bitsPerSecond,
  bytes,
  milliseconds,
  nanoseconds,
  pps,
  seconds,
} from '../../src/model/units.js';
import type { SimulatedDevice } from '../../src/rfc2544/simulated-device/simulated-device.js';
import { shown } from '../report/shown.js';
import { runRecord } from '../results/record.js';
import { conductPlaybook } from './conduct-playbook.js';

const ALL_TESTS = `  - { test: throughput, minimumLoad: 1 kpps, resolution: 0.5 % }
  - { test: latency, duration: 2 s, tagAfter: 1 s, repeats: 2 }
  - { test: frame-loss-rate, step: 10 % }
  - { test: back-to-back, longestBurst: 100 ms, repeats: 2 }
  - { test: system-recovery, overload: 1 s, observation: 1 s, repeats: 2 }
  - { test: reset, kind: module-reload, duration: 4 s, after: 1 s, repeats: 2 }
`;
const SIZES = [64, 512, 1518].map(bytes);
const device: SimulatedDevice = {
  capacity: pps(150_000),
  latency: nanoseconds(16_384),
  recoveryTime: milliseconds(40),
  resetTime: seconds(1.5),
};

const conduct = (simulated: SimulatedDevice, procedures = ALL_TESTS) =>
  conductPlaybook(procedures, simulated, 'duration: 1 s, warmUp: 1 s', `[${SIZES.join(', ')}]`);

describe('a playbook that states no load', () => {
  it('takes each from the media and from what it found, frame size by frame size', async () => {
    const { results, trials, planned } = await conduct(device);
    expect(trials.length).toBeLessThanOrEqual(planned);
    for (const size of SIZES) {
      const most = mediaMaximum(size, bitsPerSecond(1e9), 1);
      const throughput = Math.min(device.capacity, most);
      const of = results.filter(({ frameSize }) => frameSize === size).map(({ result }) => result);
      const [search, latency, lossRate, bursts, recovery, reset] = of;
      if (search?.test !== 'throughput' || !('lower' in search.outcome)) throw new Error('none');
      const { load } = search.outcome.lower;
      expect(load).toBeLessThanOrEqual(throughput);
      expect(load).toBeGreaterThan(throughput * 0.995 - 1);
      expect(latency).toMatchObject({ load, outcome: { average: 16_384 } });
      if (lossRate?.test !== 'frame-loss-rate') throw new Error('none');
      expect(lossRate.loads[0]?.intendedLoad).toBe(most);
      if (reset?.test !== 'reset' || reset.outcome.state !== 'measured') throw new Error('none');
      expect(reset.load).toBe(load);
      // To the time between two frames.
      expect(Math.abs(reset.outcome.average - 1.5e9)).toBeLessThanOrEqual(1e9 / load);
      expect(bursts?.test).toBe('back-to-back');
      expect(recovery).toMatchObject({ overloadLoad: pps(Math.min(load * 1.1, most)) });
    }
    // 1518-byte frames come no faster than the device forwards.
    expect(results.slice(12).map(({ result }) => result)).toMatchObject([
      { outcome: { state: 'maximum' } },
      {},
      {},
      { outcome: { state: 'not-applicable' } },
      { outcome: { state: 'not-overloaded' } },
      {},
    ]);
  });

  it('is reported frame size by frame size, the line rate beside the throughput', async () => {
    const { results, trials } = await conduct(device);
    const media = { ingressPorts: 1, linkSpeed: bitsPerSecond(1e9) };
    const text = shown({ ...runRecord, media, results: [...results] }, trials);
    expect(text).toContain('\nmedia: Ethernet, 1 ingress port, links of 1000 Mb/s\n');
    const rows = [
      ['64', '1488', '149\\.\\d +149\\.\\d +150\\.\\d +0\\.\\d\\d'],
      ['512', '235\\.0', '149\\.\\d +149\\.\\d +150\\.\\d +0\\.\\d\\d'],
      // All that the links carry: what the device could do beyond, nobody can ask.
      ['1518', '81\\.27', '81\\.27 +81\\.27 +- +- +- +line rate'],
    ];
    for (const columns of rows)
      expect(text).toMatch(new RegExp(`napi-macvlan +${columns.join(' +')}`));
    expect(text.match(/^Line rate: /gm)).toHaveLength(1);
  });

  it('warms up at the highest load of each cell', async () => {
    const { trials } = await conduct(device);
    const warmUps = trials.filter(({ result }) => result.request.warmUp === true);
    expect(warmUps).toHaveLength(18);
    for (const { procedure, result } of trials) {
      const { frameSize, intendedLoad } = result.request;
      const warmUp = warmUps.find(
        (each) => each.procedure === procedure && each.result.request.frameSize === frameSize,
      );
      expect(intendedLoad).toBeLessThanOrEqual(warmUp?.result.request.intendedLoad ?? 0);
    }
  });

  it('is at the throughput that the last search before a test found', async () => {
    const { results } = await conduct(
      device,
      `  - { test: throughput, minimumLoad: 1 kpps, maximumLoad: 40 kpps, resolution: 1 % }
  - { test: latency, duration: 2 s, tagAfter: 1 s, repeats: 1 }
  - { test: mlrsearch, minimumLoad: 1 kpps, maximumLoad: 30 kpps, resolution: 1 % }
  - { test: latency, duration: 2 s, tagAfter: 1 s, repeats: 1 }
  - { test: mlrsearch, goals: [csit-pdr], minimumLoad: 1 kpps, maximumLoad: 20 kpps, resolution: 1 % }
  - { test: latency, duration: 2 s, tagAfter: 1 s, repeats: 1 }
`,
    );
    const loads = results.flatMap(({ result }) => (result.test === 'latency' ? [result.load] : []));
    expect(loads.slice(0, 3)).toEqual([40_000, 30_000, 30_000]);
  });
});

describe('a device that forwards nothing', () => {
  it('has a throughput of 0, and the run goes on', async () => {
    const { results, trials } = await conduct({ ...device, capacity: pps(0) });
    expect(results).toHaveLength(18);
    const reason = 'the throughput is 0: loss even at 1000 pps';
    const outcome = { state: 'not-applicable', reason };
    for (const size of SIZES) {
      const of = results.filter(({ frameSize }) => frameSize === size).map(({ result }) => result);
      expect(of).toMatchObject([
        { test: 'throughput', outcome: { state: 'zero', upper: { load: 1_000 } } },
        { test: 'latency', load: null, outcome },
        { test: 'frame-loss-rate', endedLossFree: false },
        { test: 'back-to-back', outcome },
        { test: 'system-recovery', overloadLoad: null, reducedLoad: null, outcome },
        { test: 'reset', kind: 'module-reload', load: null, outcome },
      ]);
    }
    // Not even a trial to warm up is made for a test that is not.
    expect(new Set(trials.map(({ test }) => test))).toEqual(
      new Set(['throughput', 'frame-loss-rate']),
    );
  });

  it('is reported as such, in every table', async () => {
    const { results, trials } = await conduct({ ...device, capacity: pps(0) });
    const run = { ...runRecord, results: [...results] };
    const text = shown(run, trials);
    expect(text).toMatch(/^napi-macvlan +64 +0 +- +1\.000 +100 /m);
    expect(text.match(/ {2}not applicable: the throughput is 0: loss even at/g)).toHaveLength(12);
  });
});
