import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stacks } from '../../../src/model/section/section.js';
import { renderStacks } from '../../../src/report/terminal/stacks.js';

const stacks = (...bars: readonly (readonly number[])[]): Stacks => ({
  kind: 'stacks',
  title: 'x',
  description: '',
  x: { title: 'load', unit: 'pps', scale: 'category' },
  parts: ['received', 'lost in ingress NIC', 'lost in backlog queue'],
  groups: [{ name: 'macvlan', bars: bars.map((frames, at) => ({ x: (at + 1) * 1e5, frames })) }],
});

describe('parts of a whole', () => {
  it('are bars in proportion', () => {
    expect(renderStacks(stacks([100, 0, 0], [50, 25, 25], [0, 0, 0]), 30)).toEqual([
      'load in kpps, all frames offered as 100 %:',
      'macvlan',
      '  100.0 |....................|',
      '  200.0 |..........aaaaabbbbb|',
      '  300.0 ||',
      '. received,',
      'a lost in ingress NIC,',
      'b lost in backlog queue',
    ]);
  });

  it('are never drawn as none where there are some, nor wider than the terminal', () => {
    const frames = fc.tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6));
    fc.assert(
      fc.property(frames, fc.integer({ min: 40, max: 120 }), (bar, width) => {
        const [, , line = ''] = renderStacks(stacks(bar), width);
        expect(line.length).toBeLessThanOrEqual(width);
        const marks = ['.', 'a', 'b'].map((mark) => line.slice(9).includes(mark));
        expect(marks).toEqual(bar.map((part) => part > 0));
      }),
    );
  });
});
