import { describe, expect, it } from 'vitest';
import { bytes, milliseconds, pps } from '../../../src/model/units.js';
import { rehearse, rehearseBlocks } from '../../../src/rfc2544/simulated-device/rehearsal.js';
import { simulate } from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { asOneBlock, eachBlock, inOneGo, type Blocks } from '../../../src/rfc2544/trials/blocks.js';
import type { Procedure } from '../../../src/rfc2544/trials/procedure.js';

const trial = (load: number) => ({
  frameSize: bytes(64),
  duration: milliseconds(100),
  intendedLoad: pps(load),
});

/** Two blocks, of two trials and one; the result is how many frames each trial forwarded. */
function* threeTrials(): Blocks<readonly number[]> {
  const forwarded: number[] = [];
  const offer = function* (loads: readonly number[]): Procedure<void> {
    for (const load of loads) forwarded.push((yield trial(load)).result.counts?.forwarded ?? 0);
  };
  yield offer([10, 20]);
  yield offer([30]);
  return forwarded;
}

describe('a procedure in blocks', () => {
  it('has the same trials and the same result in one go', () => {
    const { trials, result } = rehearse(inOneGo(threeTrials()));
    expect(trials).toEqual([trial(10), trial(20), trial(30)]);
    expect(result).toEqual([1, 2, 3]);
    expect(rehearseBlocks(threeTrials())).toEqual({
      blocks: [[trial(10), trial(20)], [trial(30)]],
      result,
    });
  });

  it('continues after trials that have been made', () => {
    const device = simulate({ capacity: pps(1000) });
    const made = [10, 20].map((load, index) => ({
      sequence: index + 1,
      result: device(trial(load)),
    }));
    expect(rehearseBlocks(threeTrials(), device, made).blocks).toEqual([[], [trial(30)]]);
    expect(rehearseBlocks(threeTrials(), device, made.slice(0, 1)).blocks).toEqual([
      [trial(20)],
      [trial(30)],
    ]);
  });

  it('may have other trials in each block', () => {
    const warmed = eachBlock(threeTrials(), function* (block) {
      yield trial(99);
      yield* block;
    });
    expect(rehearseBlocks(warmed).blocks).toEqual([
      [trial(99), trial(10), trial(20)],
      [trial(99), trial(30)],
    ]);
  });

  it('may be one that is not divided', () => {
    const { blocks, result } = rehearseBlocks(asOneBlock(inOneGo(threeTrials())));
    expect(blocks).toEqual([[trial(10), trial(20), trial(30)]]);
    expect(result).toEqual([1, 2, 3]);
  });

  it('has no result before its blocks have been conducted', () => {
    const blocks = asOneBlock(inOneGo(threeTrials()));
    blocks.next();
    expect(() => blocks.next()).toThrow(RangeError);
  });
});
