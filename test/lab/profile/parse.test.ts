import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/model/failure.js';
import { parseInstructionRecords } from '../../../src/lab/profile/parse.js';
import { TWO_RECORDS } from './captured.js';

const parse = (text: string) => parseInstructionRecords(text, 'instructions.txt');
const HEADER = 'vrbench instructions 1\n';

describe('the records of the plugin', () => {
  it('are read one by one', () => {
    const records = parse(TWO_RECORDS);
    expect(
      records.map(({ number, sources, instructions }) => [number, sources, instructions]),
    ).toEqual([
      [1, 1, 87_003],
      [2, 1, 87_003],
    ]);
    expect(records.map(({ samples }) => samples.length)).toEqual([766, 766]);
    expect(records[0]?.samples).toContainEqual({
      address: 0xffffffffc02370a0n,
      instructions: 180,
    });
  });

  it('are none while nothing was marked', () => {
    expect(parse(HEADER)).toEqual([]);
  });

  it('may be empty', () => {
    const [record] = parse(`${HEADER}record 1 sources 1\nend 1 lines 0 instructions 0\n`);
    expect(record).toEqual({ number: 1, sources: 1, instructions: 0, samples: [] });
  });

  it('are complete or refused, wherever the text ends', () => {
    const first = TWO_RECORDS.indexOf('record 2');
    const cuts = fc.integer({ min: 0, max: TWO_RECORDS.length - 1 });
    fc.assert(
      fc.property(cuts, (cut) => {
        fc.pre(cut !== first && cut !== HEADER.length);
        expect(() => parse(TWO_RECORDS.slice(0, cut))).toThrow(Failure);
      }),
    );
    expect(parse(TWO_RECORDS.slice(0, first))).toHaveLength(1);
  });

  it('are refused when a digit is changed', () => {
    const digits = [...TWO_RECORDS.matchAll(/(?<= )\d(?=\d*\n)/g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.constantFrom(...digits), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        fc.pre(String(digit) !== TWO_RECORDS[at]);
        // The count of sources has no check of its own.
        fc.pre(!/sources \d*$/.test(TWO_RECORDS.slice(at - 12, at)));
        const garbled = `${TWO_RECORDS.slice(0, at)}${digit}${TWO_RECORDS.slice(at + 1)}`;
        expect(() => parse(garbled)).toThrow(Failure);
      }),
    );
  });

  it.each([
    ['', 'expected \'vrbench instructions 1\', found ""'],
    [TWO_RECORDS.slice(0, 20_000), 'record 2 is cut off after'],
    [TWO_RECORDS.slice(0, -1), 'record 2 is cut off after 766 lines'],
    [
      TWO_RECORDS.replace('record 2', 'record 3'),
      'line 770 cannot be parsed: "record 3 sources 1"',
    ],
    [`${HEADER}qemu: fatal`, 'the last line is cut off'],
    [TWO_RECORDS.replace('end 1 lines 766', 'end 1 lines 765'), 'its end line says 765 and 87003'],
  ])('are refused with the position of the error', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});
