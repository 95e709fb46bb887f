import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { groupBy } from '../../../src/model/group-by.js';
import { bytes, pps, seconds, type Bytes } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { portSources } from '../../../src/traffic/generator/port-sources.js';
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

  it('share the load, and alternate', () => {
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

  it('send numbered frames if the module counts, from 1 on', () => {
    for (const { source } of sourcesFor({ ingress: ports }, 1000, true)) {
      const numbers = source.frames.map(numberIn);
      expect(numbers).toHaveLength(32);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });
});

describe('portSources for many destinations', () => {
  it('have a frame for each, in random order', () => {
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

  it('send a frame of each in turn, at their total rate', () => {
    const [one, other] = sourcesFor(three, 6_000);
    expect(one?.source).toMatchObject({ interface: 'eth1', count: 3_000, gap: 333_333, phase: 0 });
    expect(other?.source).toMatchObject({ interface: 'eth2', phase: Math.round(333_333 / 2) });
    expect(one?.source.frames.map(sourceOf)).toEqual(one?.flows.map(({ stream }) => stream.source));
    expect(new Set(one?.source.frames.map((frame) => frame.slice(0, 6).join(':'))).size).toBe(3);
  });

  it('number the frames of each stream from 1 on, if the module counts', () => {
    const [one] = sourcesFor(three, 6_000, true);
    const frames = one?.source.frames ?? [];
    expect(frames.map(numberIn)).toEqual(frames.map((_, index) => 1 + Math.floor(index / 3)));
    expect(frames.length).toBeGreaterThanOrEqual(32);
  });

  it('send frames in the proportion of loads that differ', () => {
    const perRouter = [
      { router: 0, share: 1 },
      { router: 1, share: 2 },
    ];
    const shared = { ingress: 2, routers: { count: 2 }, perRouter, stack: NAMESPACES };
    const [one, other] = sourcesFor(shared, 6_000);
    expect(one?.source).toMatchObject({ count: 3_000, gap: 333_333 });
    expect(one?.source.frames.map(sourceOf)).toEqual(
      [1, 0, 1].map((index) => one?.flows[index]?.stream.source),
    );
    expect(other?.source.frames).toHaveLength(3);
  });

  it('alternate destinations within a stream, and number frames', () => {
    const perRouter = [
      { router: 0, share: 3 },
      { router: 1, share: 1 },
    ];
    const many = { destinations: 'many' } as const;
    const shared = { routers: { count: 2 }, perRouter, stack: NAMESPACES, traffic: many };
    const [one] = sourcesFor(shared, 4_000, true);
    const frames = one?.source.frames ?? [];
    for (const { stream } of one?.flows ?? []) {
      const own = frames.filter((frame) => sourceOf(frame) === stream.source);
      expect(own.map(numberIn)).toEqual(own.map((_, index) => index + 1));
      const to = groupBy(own, (frame) => frame.slice(30, 34).join('.'));
      expect(to.size).toBe(256);
      expect(new Set([...to.values()].map((each) => each.length)).size).toBe(1);
    }
  });

  it('refuse loads in no simple proportion, except on different ports', () => {
    const perRouter = [
      { router: 0, load: pps(366_242) },
      { router: 1, load: pps(109_873) },
    ];
    const shared = { ingress: 2, routers: { count: 2 }, perRouter, stack: NAMESPACES };
    expect(() => sourcesFor(shared, 476_115)).toThrow(
      /2 streams from port eth1 .*their loads, 183121 to 54936.5 frames\/s, are not in the proportion of small whole numbers/,
    );
    const traffic = { direction: 'unidirectional' } as const;
    const [one] = sourcesFor({ ...shared, traffic, perRouter: perRouter.slice(1) }, 109_873);
    expect(one?.flows).toHaveLength(1);
  });

  it('refuse more frames than a source holds', () => {
    const many = { routers: { count: 1000 }, stack: NAMESPACES };
    expect(() => sourcesFor(many, 1e6, false, bytes(1518))).toThrow(
      /their 1000 frames take 1516000 bytes; a source holds at most 1048576/,
    );
    expect(sourcesFor(many, 1e6)).toHaveLength(1);
  });
});

describe('portSources for traffic both ways', () => {
  it('send from the ports of both testers, whose devices may have one name', () => {
    const sources = sourcesFor({ traffic: { direction: 'bidirectional' } }, 2_000);
    expect(sources.map(({ sender, source }) => [sender, source.interface])).toEqual([
      ['generator', 'eth1'],
      ['sink', 'eth1'],
    ]);
    expect(sources.map(({ source }) => [source.count, source.gap, source.phase])).toEqual([
      [1_000, 1_000_000, 0],
      [1_000, 1_000_000, 500_000],
    ]);
  });
});
