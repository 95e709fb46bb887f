import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceText } from '../../../src/report/terminal/units.js';
import { rankingOf, type Repeated } from '../../../src/rfc2544/sections/ranking.js';

const lines = (...all: readonly Repeated[]) =>
  rankingOf(['Forwarded'], all).map(({ level, text }) => `${level}: ${sentenceText(text)}`);

const repeated = (name: string, ...values: readonly number[]): Repeated => ({ name, values });

describe('a ranking', () => {
  it('is of what repeats tell apart', () => {
    expect(lines(repeated('a', 100, 101), repeated('b', 120, 121), repeated('c', 90, 99))).toEqual([
      'result: Forwarded: b > a > c',
    ]);
  });

  it('is left out if repeats overlap, also with one further below', () => {
    // a and b are apart, but c reaches from below b to above it.
    expect(lines(repeated('a', 103, 110), repeated('b', 100, 102), repeated('c', 90, 101))).toEqual(
      ['result: Forwarded: a > b ~ c (~: repeats overlap)'],
    );
    expect(lines(repeated('a', 100, 110), repeated('b', 98, 99), repeated('c', 90, 101))).toEqual([
      'result: Forwarded: repeats overlap, no rank',
    ]);
  });

  it('is refused if repeats of one entry are too far apart', () => {
    const [line, ...others] = lines(repeated('macvlan', 34, 41, 210), repeated('b', 50, 51));
    expect(others).toEqual([]);
    expect(line).toMatch(/^warning: Repeats disagree: do not rank by this run\..* macvlan\.$/);
  });

  it('is of those that have a result, whatever others have not', () => {
    expect(lines(repeated('a', 100, 101), repeated('b', 120, 121), repeated('c'))).toEqual([
      'result: Forwarded: b > a',
    ]);
  });

  it('is none of single trials, nor of one thing', () => {
    expect(lines(repeated('a', 100), repeated('b', 50))).toEqual([]);
    expect(lines(repeated('a', 100, 101))).toEqual([]);
    expect(lines()).toEqual([]);
  });

  const inBlocks = (name: string, ...rates: readonly number[]): Repeated => ({
    ...repeated(name, ...rates),
    byBlock: new Map(rates.map((rate, index) => [index + 1, rate])),
  });

  it('is block by block if data planes were interleaved', () => {
    const [a, b, c] = [
      [100, 110, 120],
      [98, 108, 118],
      [97, 112, 117],
    ];
    expect(lines(inBlocks('b', ...b), inBlocks('a', ...a))).toEqual([
      'result: Forwarded, block by block: a > b',
    ]);
    expect(lines(inBlocks('c', ...c), inBlocks('a', ...a))).toEqual([
      'result: Forwarded, block by block: repeats overlap, no rank',
    ]);
    // An entry without blocks is compared with all repeats.
    expect(lines(repeated('b', ...b), inBlocks('a', ...a))).toEqual([
      'result: Forwarded: repeats overlap, no rank',
    ]);
  });

  it('is by the blocks that all have, of which there are three or more', () => {
    const from = (first: number, ...rates: readonly number[]): Repeated => ({
      ...repeated('late', ...rates),
      byBlock: new Map(rates.map((rate, index) => [first + index, rate])),
    });
    const all = inBlocks('a', 100, 110, 125, 135, 145);
    expect(lines(from(3, 120, 130, 140), all)).toEqual([
      'result: Forwarded, block by block: a > late',
    ]);
    expect(lines(from(4, 130, 140), all)).toEqual([]);
  });

  it('puts nothing above what it does not exceed in every repeat', () => {
    const values = fc.array(fc.integer({ min: 100, max: 130 }), { minLength: 2, maxLength: 4 });
    const things = fc.array(values, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(things, (all) => {
        const named = all.map((each, index) => repeated(`p${index}`, ...each));
        const [line = ''] = lines(...named);
        const [, above = '', below = ''] = /: (.*) > (.*)$/.exec(line) ?? [];
        const of = (text: string) =>
          named
            .filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text))
            .flatMap((each) => each.values);
        expect(Math.min(...of(above))).toBeGreaterThan(Math.max(...of(below)));
      }),
    );
  });
});
