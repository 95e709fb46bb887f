import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { portSources } from '../../../src/traffic/generator/port-sources.js';
import {
  offeredBySource,
  sourceProblems,
  sourcesDuration,
} from '../../../src/traffic/generator/source-runs.js';
import { network } from '../testbed.js';

describe('offeredBySource', () => {
  it('knows what was offered of each stream by what the port sent', () => {
    const { streams } = network({
      ingress: 2,
      routers: { count: 3 },
      stack: { place: 'namespaces', mac: 'own' },
    });
    const flows = flowsOf({ intendedLoad: pps(6_001), duration: seconds(1) }, streams);
    const [one] = portSources(flows, { frameSize: MINIMUM_FRAME });
    const run = (sent: number) => {
      if (one === undefined) throw new Error('there are two ports');
      const result = { interface: 'eth1', sent, first: nanoseconds(0), last: nanoseconds(1) };
      return offeredBySource({ ...one, result });
    };
    expect(run(3_001).map(({ intended, offered }) => [intended, offered])).toEqual([
      [1_001, 1_001],
      [1_000, 1_000],
      [1_000, 1_000],
    ]);
    expect(run(5).map(({ offered }) => offered)).toEqual([2, 2, 1]);
  });
});

describe('the results of sources', () => {
  const result = (port: string, sent: number, first: number, last: number) => ({
    interface: port,
    sent,
    first: nanoseconds(first),
    last: nanoseconds(last),
  });
  const results = [result('eth1', 3, 100, 300), result('eth2', 2, 150, 250)];
  const source = { gap: nanoseconds(100) };

  it('last from the first frame until the next would have been due', () => {
    expect(sourcesDuration(results.map((each) => ({ source, result: each })))).toBe(300);
    expect(sourcesDuration([{ source, result: result('eth1', 0, 0, 0) }])).toBe(0);
  });

  it('are questioned if a port counted otherwise', () => {
    const { streams } = network({ ingress: 2 });
    const flows = flowsOf({ intendedLoad: pps(10), duration: seconds(1) }, streams);
    const counted = (...frames: readonly number[]) =>
      streams.map(({ id, entry }, index) => ({
        port: entry.peer,
        streams: new Set([id]),
        frames: frames[index] ?? 0,
      }));
    const runs = results.map((each, index) => ({
      flows: flows.slice(index, index + 1),
      result: each,
    }));
    expect(sourceProblems(runs, counted(3, 2))).toEqual([]);
    expect(sourceProblems(runs, counted(3, 4))).toEqual([
      'eth2: its source sent 2 frames, the port 4',
    ]);
  });
});
