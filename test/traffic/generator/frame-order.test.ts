import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../../src/traffic/flows/apportion.js';
import { frameOrder, sentOfEach } from '../../../src/traffic/generator/frame-order.js';

const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });

/** Streams of a trial of a number of frames, as loads are shared. */
const streams = (loads: readonly number[], frames: number) =>
  apportion(
    frames,
    loads.map((load) => ({ item: load, weight: load })),
  ).map(({ item: load, count }) => ({ load, frames: count }));

const counted = (kinds: readonly number[], streamCount: number): readonly number[] =>
  Array.from(
    { length: streamCount },
    (_, stream) => kinds.filter((each) => each === stream).length,
  );

describe('frameOrder', () => {
  it('sends exactly what each stream gets of a trial', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 5000 }), (loads, frames) => {
        const shared = streams(loads, frames);
        const order = frameOrder(shared);
        if (order === undefined) throw new Error('whole numbers have a round');
        const sent = Array.from(
          { length: frames },
          (_, index) => order.round[index % order.round.length] ?? -1,
        );
        expect(counted(sent, loads.length)).toEqual(shared.map((stream) => stream.frames));
        expect(sentOfEach(order, frames)).toEqual(shared.map((stream) => stream.frames));
      }),
    );
  });

  it('sends one of each in turn if loads are equal', () => {
    expect(frameOrder(streams([7, 7, 7], 301))).toEqual({ round: [0, 1, 2], each: [1, 1, 1] });
  });

  it('spreads the frames of each stream over a round', () => {
    expect(frameOrder(streams([3, 1], 400))?.round).toEqual([0, 0, 1, 0]);
    expect(frameOrder(streams([4, 2], 600))?.round).toEqual([0, 1, 0]);
  });

  it('knows what a source had sent when it was stopped', () => {
    const order = frameOrder(streams([3, 1], 400));
    expect(order && [5, 6, 7].map((sent) => sentOfEach(order, sent))).toEqual([
      [4, 1],
      [5, 1],
      [5, 2],
    ]);
  });

  it('is undefined for loads in no simple proportion, or counts that are in another', () => {
    expect(frameOrder(streams([366_242, 109_873], 100_000))).toBeUndefined();
    expect(
      frameOrder([
        { load: 2, frames: 100 },
        { load: 1, frames: 100 },
      ]),
    ).toBeUndefined();
  });
});
