import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../src/report/chart/figures.js';
import { everyBlock } from '../every-block.js';

const figures = figuresOf(everyBlock());

describe('the figures of a report', () => {
  it('are those with something to draw, under names that any file system takes', () => {
    expect(figures.map(({ file }) => file)).toEqual([
      '01-forwarding-rate-over-offered-load.svg',
      '02-where-frames-went.svg',
      '03-instructions-by-part.svg',
      '04-most-expensive-functions.svg',
    ]);
  });

  it('stand alone: a style without variables, a legend, the spread and the label', () => {
    const [curve] = figures;
    expect(curve?.svg).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns=/);
    expect(curve?.svg).toContain('<style>');
    expect(curve?.svg).toMatch(/<text x="30" y="13">softnet-macvlan<\/text>/);
    expect(curve?.svg).toContain('n: 3 trials per point');
    expect(curve?.svg).toContain('Figures: emulated');
    for (const { svg } of figures) expect(svg).not.toMatch(/var\(|<img|href/);
  });

  it('refer only to what they have', () => {
    for (const { svg } of figures) {
      const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      const named = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id);
      expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    }
  });
});
