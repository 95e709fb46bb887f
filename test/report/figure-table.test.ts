import { describe, expect, it } from 'vitest';
import type { Lines, Stacks } from '../../src/model/section/section.js';
import { tableOf } from '../../src/report/figure-table.js';

const lines: Lines = {
  kind: 'lines',
  title: 'Bursts',
  description: '',
  x: { title: 'frame size', unit: 'count', scale: 'category', labels: ['64 bytes'] },
  y: { title: 'longest burst', unit: 'frames', scale: 'linear' },
  series: [{ name: 'macvlan', points: [{ x: 0, y: 5, least: 4, greatest: 6, trials: [1, 2] }] }],
  references: [{ name: 'asked', points: [{ x: 0, y: 9 }] }],
};

const stacks: Stacks = {
  kind: 'stacks',
  title: 'Where frames went',
  description: '',
  unit: 'frames',
  scale: 'share',
  x: { title: 'offered load', unit: 'pps', scale: 'category' },
  parts: ['received', 'lost in ingress NIC', 'lost in: ingress NIC'],
  groups: [{ name: 'macvlan', bars: [{ x: 100, amounts: [90, 9, 1] }] }],
};

describe('the numbers of a figure', () => {
  it('are a table, with spread, trials and what was only drawn for reference', () => {
    expect(tableOf(lines)).toMatchObject({
      title: 'Bursts',
      columns: [
        { id: 'series' },
        { id: 'frame-size', type: 'text' },
        { id: 'longest-burst', unit: 'frames' },
        { id: 'least' },
        { id: 'greatest' },
        { id: 'trials' },
      ],
      rows: [
        ['macvlan', '64 bytes', 5, 4, 6, 2],
        ['asked', '64 bytes', 9, null, null, null],
      ],
    });
  });

  it('have a column for each part, whose ids are unique', () => {
    const table = tableOf(stacks);
    expect(table?.columns.map(({ id }) => id)).toEqual([
      ...['series', 'offered-load', 'received', 'lost-in-ingress-nic', 'lost-in-ingress-nic-2'],
    ]);
    expect(table?.rows).toEqual([['macvlan', 100, 90, 9, 1]]);
  });

  it('do not exist for an absent figure', () => {
    expect(tableOf({ kind: 'absent', title: 'x', why: ['no trial'] })).toBeUndefined();
  });
});
