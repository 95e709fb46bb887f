import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stacks } from '../../../src/model/section/section.js';
import { renderStacks } from '../../../src/report/terminal/stacks.js';

const stacks = (...bars: readonly (readonly number[])[]): Stacks => ({
  kind: 'stacks',
  title: 'x',
  description: '',
  unit: 'frames',
  scale: 'share',
  x: { title: 'load', unit: 'pps', scale: 'category' },
  parts: ['received', 'lost in ingress NIC', 'lost in backlog queue'],
  groups: [{ name: 'macvlan', bars: bars.map((amounts, at) => ({ x: (at + 1) * 1e5, amounts })) }],
});

describe('parts of a whole', () => {
  it('are bars in proportion', () => {
    expect(renderStacks(stacks([100, 0, 0], [50, 25, 25], [0, 0, 0]), 30)).toEqual([
      'load in kpps, all frames',
      'offered as 100 %:',
      'macvlan',
      '  100.0 |....................|',
      '  200.0 |..........aaaaabbbbb|',
      '  300.0 ||',
      '. received,',
      'a lost in ingress NIC,',
      'b lost in backlog queue',
    ]);
  });

  it('are never drawn as none if there are some, nor wider than the terminal', () => {
    const frames = fc.tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6));
    fc.assert(
      fc.property(frames, fc.integer({ min: 40, max: 120 }), (bar, width) => {
        const line = renderStacks(stacks(bar), width).find((each) => each.endsWith('|')) ?? '';
        expect(line.length).toBeLessThanOrEqual(width);
        const marks = ['.', 'a', 'b'].map((mark) => line.slice(9).includes(mark));
        expect(marks).toEqual(bar.map((part) => part > 0));
      }),
    );
  });

  it('are as long as their sums, which follow them, if they are amounts', () => {
    const costs: Stacks = {
      kind: 'stacks',
      title: 'Instructions by part',
      description: '',
      unit: 'instructions',
      scale: 'amount',
      x: { title: 'data plane', unit: 'count', scale: 'category', labels: ['ip', 'macvlan'] },
      parts: ['IP', 'all others'],
      groups: [
        {
          name: '1 port',
          bars: [
            { x: 0, amounts: [1000, 1000] },
            { x: 1, amounts: [1000, 3000] },
          ],
        },
      ],
    };
    expect(renderStacks(costs, 40)).toEqual([
      'instructions by data plane:',
      '1 port',
      '       ip |......aaaaaa| 2000',
      '  macvlan |......aaaaaaaaaaaaaaaaa| 4000',
      '. IP, a all others',
    ]);
  });
});
