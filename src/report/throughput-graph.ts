import { pps, type Bytes, type Pps } from '../model/units.js';
import type { Media } from '../results/schema.js';
import { kpps } from './figures.js';
import { graphLines, legend, letterOf, LINE, type Mark } from './graph.js';
import { lineRateOf } from './media.js';

/** What a series came to at a frame size. */
export interface SizedRate {
  readonly series: string;
  readonly frameSize: Bytes;
  readonly rate: Pps;
}

/** So many rows are a factor of ten: after three of them a rate has doubled, after seven it is five times as much. */
const ROWS_A_DECADE = 10;
const LABELLED = new Set([0, 3, 7]);
const FEWEST_ROWS = 4;
/** From this part of the line rate on, it is reached as exactly as a row can tell. */
const REACHED = 0.995;
/** A place of its own for each frame size, in columns. */
const WIDEST_PLACE = 10;
const NARROWEST_PLACE = 5;
const WIDTH = 80;

const logarithm = (rate: number): number => Math.round(Math.log10(rate) * ROWS_A_DECADE);

const labelOf = (row: number): string => {
  const above = row % ROWS_A_DECADE;
  if (!LABELLED.has(above)) return '';
  const first = Math.round(10 ** (above / ROWS_A_DECADE));
  return kpps(pps(first * 10 ** Math.floor(row / ROWS_A_DECADE)));
};

/** Rates as rows. The lowest row is that of 0, which has no logarithm. */
interface Scale {
  readonly labels: readonly string[];
  readonly rowOf: (rate: Pps) => number;
}

/** A scale on which some rates are seen, and that of the lowest has room below it; none of rates of 0. */
const scaleOf = (rates: readonly Pps[]): Scale | undefined => {
  const rows = rates.filter((rate) => rate >= 1).map(logarithm);
  if (rows.length === 0) return undefined;
  const highest = Math.max(...rows) + 1;
  const lowest = Math.max(0, Math.min(Math.min(...rows) - 2, highest - FEWEST_ROWS));
  const above = Array.from({ length: highest - lowest }, (_, row) => labelOf(lowest + 1 + row));
  return {
    labels: ['0', ...above],
    rowOf: (rate) => (rate < 1 ? 0 : Math.max(1, logarithm(rate) - lowest)),
  };
};

/**
 * The throughput over the frame size, and the line rate where it is known (RFC 2544 section 26.1);
 * nothing of a single frame size. A rate that is below the line rate is drawn below it.
 */
export const throughputGraph = (
  rates: readonly SizedRate[],
  media: Media | undefined,
): readonly string[] => {
  const sizes = [...new Set(rates.map(({ frameSize }) => frameSize))].sort((a, b) => a - b);
  const series = [...new Set(rates.map((each) => each.series))];
  const lineRates = sizes.flatMap((size) => lineRateOf(media, size) ?? []);
  const scale = scaleOf([...lineRates, ...rates.map(({ rate }) => rate)]);
  if (sizes.length < 2 || scale === undefined) return [];
  const { labels, rowOf } = scale;
  const width = Math.max(NARROWEST_PLACE, Math.min(WIDEST_PLACE, Math.floor(WIDTH / sizes.length)));
  const lines = lineRates.flatMap((rate, place) =>
    Array.from({ length: width }, (_, at): Mark => {
      return { column: place * width + at, row: rowOf(rate), mark: LINE };
    }),
  );
  const results = rates.map(({ series: name, frameSize, rate }): Mark => {
    const index = series.indexOf(name);
    const place = sizes.indexOf(frameSize);
    const lineRate = lineRates[place];
    const short = lineRate !== undefined && rate < REACHED * lineRate;
    const row = short ? Math.min(rowOf(rate), rowOf(lineRate) - 1) : rowOf(rate);
    const column = place * width + 1 + (index % (width - 2));
    return { column, row, mark: letterOf(index) };
  });
  const ticks = sizes.map((size, place) => ({ column: place * width + 1, text: String(size) }));
  return [
    '',
    'kpps over frame size in bytes, the rate on a logarithmic scale:',
    ...graphLines({
      width: sizes.length * width,
      labels,
      ticks,
      marks: [...lines, ...results],
    }),
    ...legend(series, lineRates.length === 0 ? undefined : 'line rate'),
  ];
};
