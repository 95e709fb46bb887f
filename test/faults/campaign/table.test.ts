import { describe, expect, it } from 'vitest';
import { isClean, tableText, type Row } from './table.js';

const CLEAN = { number: 1, moment: 'build: 3 ms', problems: [] };
const LEFT = { kind: 'left behind', what: 'modules: pktgen: new: present' } as const;
const BAD = { number: 2, moment: 'measure: 5 ms', problems: [LEFT, LEFT] };

const row = (attempts: Row['attempts']): Row => ({ name: 'kill', title: 'killed', attempts });

describe('the table of a campaign', () => {
  it('counts the tries in which something was found, and says below what it was', () => {
    const lines = tableText([row([CLEAN, BAD])], 100).split('\n');
    expect(lines[0]).toMatch(/^fault +tries +left behind +lost +wrong$/);
    expect(lines[1]).toMatch(/^killed +2 +1 +0 +0$/);
    expect(lines.slice(2).join('\n')).toContain(
      'kill 2 (measure: 5 ms): left behind: modules: pktgen: new: present',
    );
  });

  it('is clean when nothing was found', () => {
    expect(isClean([row([CLEAN])])).toBe(true);
    expect(isClean([row([CLEAN]), row([BAD])])).toBe(false);
  });
});
