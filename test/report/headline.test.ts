import { describe, expect, it } from 'vitest';
import type { Remark, Section } from '../../src/model/section/section.js';
import { reportHeadline } from '../../src/report/headline.js';
import { plainText } from '../../src/report/terminal/units.js';

const remark = (text: string, level: Remark['level'] = 'result'): Remark => ({
  level,
  text: [text],
});

const section = (
  title: string,
  headline: readonly Remark[],
  more: Partial<Section> = {},
): Section => ({
  ...{ id: title, title, headline, remarks: [], blocks: [], detail: false },
  ...more,
});

const lines = (count: number, name: string): readonly Remark[] =>
  Array.from({ length: count }, (_, at) => remark(`${name} ${at + 1}`));

const texts = (sections: readonly Section[]): readonly string[] =>
  reportHeadline(sections).map(({ text }) => plainText(text));

describe('the headline of a report', () => {
  it('is what its sections say, or their summaries', () => {
    const summary = [remark('in short')];
    expect(texts([section('a', lines(4, 'a'), { summary }), section('b', lines(2, 'b'))])).toEqual([
      'in short',
      'b 1',
      'b 2',
    ]);
  });

  it('leaves lines in the last sections if there are too many, and names those', () => {
    const all = [
      section('a', lines(6, 'a')),
      section('b', lines(6, 'b')),
      section('c', lines(1, 'c')),
    ];
    expect(texts(all)).toEqual([
      ...lines(6, 'a').map(({ text }) => plainText(text)),
      'c 1',
      'More results below: b.',
    ]);
  });

  it('keeps every warning, whatever its section', () => {
    const warned = [remark('a doubt', 'warning'), ...lines(12, 'b')];
    expect(texts([section('b', warned)])).toEqual(['a doubt', 'More results below: b.']);
  });
});
