import { sum } from '../../../../model/numbers/sum.js';
import type { Stacks } from '../../../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../../../markup.js';
import { positionsOf } from '../../axis/positions.js';
import type { DrawOptions, Drawing, ReadOut } from '../../figure-kind.js';
import { axisTitle, round, ticksBelow, type Plot } from '../../frame.js';
import { fillsOf, partBar, partColours } from '../../look/parts.js';
import { fitted } from '../../text-width.js';
import { barText, type Bar, type Group } from './words.js';

const NARROW = 500;
const PANEL_HEIGHT = 118;
const ABOVE = 26;
const BELOW = 34;
const GAP = 24;
const MARGIN = 44;
/** Fraction of its place that a bar fills. */
const FILLED = 0.78;
const WIDEST_BAR = 46;
/** Amounts above 0 are always visible. */
const THINNEST = 1.2;

const columnsFor = (width: number, groups: number): number => {
  if (width < NARROW) return 1;
  return groups > 4 ? 3 : Math.min(2, groups);
};

const GRID = [0, 0.5, 1] as const;

const grid = ({ left, right, top, bottom }: Plot): readonly Markup[] =>
  GRID.flatMap((part) => {
    const y = round(bottom - part * (bottom - top));
    return [
      element('path', { class: 'grid', d: `M${round(left)} ${y}H${round(right)}` }),
      element(
        'text',
        { class: 'tick', x: round(left - 6), y: y + 4, 'text-anchor': 'end' },
        text(`${part * 100} %`),
      ),
    ];
  });

interface Panel {
  readonly stacks: Stacks;
  readonly group: Group;
  readonly plot: Plot;
  readonly id: string;
  readonly colours: readonly number[];
}

const barMarkup = ({ plot, id, colours }: Panel, bar: Bar, x: number, width: number): Markup => {
  const whole = sum(bar.amounts);
  let y = plot.bottom;
  return element(
    'g',
    { class: 'bar' },
    bar.amounts.map((amount, part) => {
      if (amount <= 0 || whole === 0) return undefined;
      const share = (amount / whole) * (plot.bottom - plot.top);
      const height = part === 0 ? share : Math.max(THINNEST, share);
      y -= height;
      const box = { x: round(x), y: round(y), width: round(width), height: round(height) };
      return partBar(id, colours[part] ?? 0, box);
    }),
  );
};

const panelDrawing = (
  panel: Panel,
): { readonly body: Markup; readonly readings: readonly ReadOut[] } => {
  const { stacks, group, plot } = panel;
  const places = group.bars.map((bar) => bar.x);
  const axis = { ...stacks.x, scale: 'category' } as const;
  const x = positionsOf({ axis, values: places, from: plot.left, to: plot.right, ticks: 0 });
  const step = (plot.right - plot.left) / Math.max(1, new Set(places).size);
  const width = Math.min(WIDEST_BAR, step * FILLED);
  const title = element(
    'text',
    { class: 'panel', x: round(plot.left), y: plot.top - 8 },
    text(fitted(group.name, plot.right - plot.left)),
  );
  const bars = group.bars.map((bar) => barMarkup(panel, bar, x.of(bar.x) - width / 2, width));
  const readings = group.bars.map((bar) => ({
    left: x.of(bar.x) - width / 2,
    right: x.of(bar.x) + width / 2,
    top: plot.top,
    bottom: plot.bottom,
    text: barText(stacks, group, bar),
  }));
  return { body: concatenated(grid(plot), title, bars, ticksBelow(plot, x.ticks)), readings };
};

/** A panel for each group, a bar of full height for each place, its parts as shares of the whole. */
export const drawShares = (stacks: Stacks, { width, id }: DrawOptions): Drawing => {
  const columns = columnsFor(width, stacks.groups.length);
  const panelWidth = (width - (columns - 1) * GAP) / columns;
  const colours = partColours(stacks.parts);
  const panels = stacks.groups.map((group, index) => {
    const left = (index % columns) * (panelWidth + GAP);
    const top = Math.floor(index / columns) * (ABOVE + PANEL_HEIGHT + BELOW) + ABOVE;
    const plot = {
      left: left + MARGIN,
      right: left + panelWidth,
      top,
      bottom: top + PANEL_HEIGHT,
    };
    return panelDrawing({ stacks, group, plot, id, colours });
  });
  const rows = Math.ceil(stacks.groups.length / columns);
  const height = rows * (ABOVE + PANEL_HEIGHT + BELOW) + 10;
  const places = stacks.groups.flatMap(({ bars }) => bars.map((bar) => bar.x));
  const axis = { ...stacks.x, scale: 'category' } as const;
  const whole = positionsOf({ axis, values: places, from: 0, to: width, ticks: 0 });
  const below = `below: ${axisTitle(stacks.x, whole)}; bars: shares of all ${stacks.unit}`;
  return {
    height,
    body: concatenated(
      element('defs', {}, fillsOf(id, colours)),
      ...panels.map(({ body }) => body),
      element(
        'text',
        { class: 'label', x: width, y: height - 4, 'text-anchor': 'end' },
        text(fitted(below, width)),
      ),
    ),
    readings: panels.flatMap(({ readings }) => readings),
  };
};
