import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import {
  portSources,
  sourceProblems,
  sourcesDuration,
} from '../../../src/traffic/generator/port-sources.js';
import { PLAIN_TRAFFIC, topology as topologyWith } from '../testbed.js';

const topology = topologyWith(2);

const targets = {
  topology,
  traffic: PLAIN_TRAFFIC,
  destinations: topology.ingress.map((_, index) => macAddress(`02:00:00:00:00:0${index}`)),
};
const trial = (load: number) => ({
  frameSize: MINIMUM_FRAME,
  intendedLoad: pps(load),
  duration: seconds(1),
});

describe('portSources', () => {
  const ports = topology.ingress.length;
  const sources = portSources(trial(1000 * ports), targets);

  it('share the load, and take turns', () => {
    expect(sources.map(({ count }) => count)).toEqual(sources.map(() => 1000));
    expect(sources.map(({ gap }) => gap)).toEqual(sources.map(() => 1_000_000));
    const phases = sources.map(({ phase }) => phase);
    expect(phases).toEqual(phases.map((_, index) => Math.round((1_000_000 * index) / ports)));
  });

  it('send frames for the data plane, of the size asked for without FCS', () => {
    for (const { frames } of sources) expect(frames.map((frame) => frame.length)).toEqual([60]);
    const to = sources.map(({ frames }) => frames[0]?.slice(0, 6).join(':'));
    expect(to).toEqual(sources.map((_, index) => `2:0:0:0:0:${index}`));
  });

  it('send numbered frames where the module counts, from 1 on', () => {
    for (const { frames } of portSources(trial(1000), targets, true)) {
      const numbers = frames.map((frame) => Buffer.from(frame).readUInt32BE(46));
      expect(numbers.length).toBeGreaterThan(1);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });
});

describe('portSources for many destinations', () => {
  it('have a frame for each, in an order of their own', () => {
    const many = { ...targets, traffic: { ...PLAIN_TRAFFIC, destinations: 'many' } as const };
    const orders = portSources(trial(2000), many).map(({ frames }) =>
      frames.map((frame) => frame.slice(30, 34).join('.')),
    );
    const [one = [], other = []] = orders;
    expect(new Set(one).size).toBe(256);
    expect(one.toSorted()).toEqual(other.toSorted());
    expect(one).not.toEqual(other);
  });
});

describe('the results of sources', () => {
  const result = (port: string, sent: number, first: number, last: number) => ({
    interface: port,
    sent,
    first: nanoseconds(first),
    last: nanoseconds(last),
  });
  const results = [result('gen0', 3, 100, 300), result('gen1', 2, 150, 250)];

  it('last from the first frame to where the next would have come', () => {
    const gaps = [{ gap: nanoseconds(100) }, { gap: nanoseconds(100) }];
    expect(sourcesDuration(results, gaps)).toBe(300);
    expect(sourcesDuration([result('gen0', 0, 0, 0)], gaps)).toBe(0);
  });

  it('are doubted where a port counted otherwise', () => {
    expect(sourceProblems(results, [3, 2])).toEqual([]);
    expect(sourceProblems(results, [3, 4])).toEqual(['gen1: its source sent 2 frames, the port 4']);
  });
});
