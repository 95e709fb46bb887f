import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { bytes, nanoseconds, pps, seconds, type Bytes } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import {
  offeredBySource,
  portSources,
  sourceProblems,
  sourcesDuration,
} from '../../../src/traffic/generator/port-sources.js';
import { network, type NetworkChoice } from '../testbed.js';

const NAMESPACES = { place: 'namespaces', mac: 'own' } as const;
const sourcesFor = (
  choice: NetworkChoice,
  load: number,
  numbered = false,
  frameSize: Bytes = MINIMUM_FRAME,
) => {
  const trial = { intendedLoad: pps(load), duration: seconds(1) };
  return portSources(flowsOf(trial, network(choice).streams), { frameSize }, numbered);
};
/** The source of a frame, and the number in it. */
const sourceOf = (frame: Uint8Array): string => frame.slice(26, 30).join('.');
const numberIn = (frame: Uint8Array): number => Buffer.from(frame).readUInt32BE(46);

describe('portSources', () => {
  const ports = 2;
  const sources = sourcesFor({ ingress: ports }, 1000 * ports).map(({ source }) => source);

  it('share the load, and take turns', () => {
    expect(sources.map(({ count }) => count)).toEqual(sources.map(() => 1000));
    expect(sources.map(({ gap }) => gap)).toEqual(sources.map(() => 1_000_000));
    const phases = sources.map(({ phase }) => phase);
    expect(phases).toEqual(phases.map((_, index) => Math.round((1_000_000 * index) / ports)));
  });

  it('send frames for the data plane, of the size asked for without FCS', () => {
    for (const { frames } of sources) expect(frames.map((frame) => frame.length)).toEqual([60]);
    const to = sources.map(({ frames }) => frames[0]?.slice(0, 6).join(':'));
    expect(to).toEqual(sources.map((_, index) => `2:0:0:0:0:${0x21 + index}`));
  });

  it('send numbered frames where the module counts, from 1 on', () => {
    for (const { source } of sourcesFor({ ingress: ports }, 1000, true)) {
      const numbers = source.frames.map(numberIn);
      expect(numbers).toHaveLength(32);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });
});

describe('portSources for many destinations', () => {
  it('have a frame for each, in an order of their own', () => {
    const choice = { ingress: 2, traffic: { destinations: 'many' } } as const;
    const orders = sourcesFor(choice, 2000).map(({ source }) =>
      source.frames.map((frame) => frame.slice(30, 34).join('.')),
    );
    const [one = [], other = []] = orders;
    expect(new Set(one).size).toBe(256);
    expect(one.toSorted()).toEqual(other.toSorted());
    expect(one).not.toEqual(other);
  });
});

describe('portSources for several streams of a port', () => {
  const three = { ingress: 2, routers: { count: 3 }, stack: NAMESPACES };

  it('send a frame of each in turn, at the rate of all together', () => {
    const [one, other] = sourcesFor(three, 6_000);
    expect(one?.source).toMatchObject({ interface: 'eth1', count: 3_000, gap: 333_333, phase: 0 });
    expect(other?.source).toMatchObject({ interface: 'eth2', phase: Math.round(333_333 / 2) });
    expect(one?.source.frames.map(sourceOf)).toEqual(one?.flows.map(({ stream }) => stream.source));
    expect(new Set(one?.source.frames.map((frame) => frame.slice(0, 6).join(':'))).size).toBe(3);
  });

  it('number the frames of each stream from 1 on, where the module counts', () => {
    const [one] = sourcesFor(three, 6_000, true);
    const frames = one?.source.frames ?? [];
    expect(frames.map(numberIn)).toEqual(frames.map((_, index) => 1 + Math.floor(index / 3)));
    expect(frames.length).toBeGreaterThanOrEqual(32);
  });

  it('know what was offered of each by what the port sent', () => {
    const [one] = sourcesFor(three, 6_001);
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

  it('refuse loads that differ, but for those of different ports', () => {
    const perRouter = [
      { router: 0, share: 1 },
      { router: 1, share: 2 },
    ];
    const shared = { ingress: 2, routers: { count: 2 }, perRouter, stack: NAMESPACES };
    expect(() => sourcesFor(shared, 6_000)).toThrow(
      /2 streams from port eth1 .*unequal loads only through different ports/,
    );
    const traffic = { direction: 'unidirectional' } as const;
    const [one] = sourcesFor({ ...shared, traffic, perRouter: perRouter.slice(1) }, 6_000);
    expect(one?.source.count).toBe(3_000);
  });

  it('refuse more frames than a source has room for', () => {
    const many = { routers: { count: 50 }, stack: NAMESPACES };
    expect(() => sourcesFor(many, 50_000, false, bytes(1518))).toThrow(
      /their frames take 75800 bytes; a source has room for 65536/,
    );
    expect(sourcesFor(many, 50_000)).toHaveLength(1);
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

  it('last from the first frame to where the next would have come', () => {
    expect(sourcesDuration(results.map((each) => ({ source, result: each })))).toBe(300);
    expect(sourcesDuration([{ source, result: result('eth1', 0, 0, 0) }])).toBe(0);
  });

  it('are doubted where a port counted otherwise', () => {
    const counted = (...frames: readonly number[]) =>
      network({ ingress: 2 }).streams.map(({ entry }, index) => ({
        port: entry.peer,
        frames: frames[index] ?? 0,
      }));
    expect(sourceProblems(results, counted(3, 2))).toEqual([]);
    expect(sourceProblems(results, counted(3, 4))).toEqual([
      'eth2: its source sent 2 frames, the port 4',
    ]);
  });
});
