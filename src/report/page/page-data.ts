import type { Drawable } from '../chart/figure-kind.js';
import type { PackedTable } from './packed-table.js';

/** What the page's program needs of a report. */
export interface PageData {
  /** Figures by the keys of their places. */
  readonly figures: Readonly<Record<string, Drawable>>;
  /** Tables of more rows than are shown at once. */
  readonly tables: Readonly<Record<string, PackedTable>>;
}

/** The element of the page that has it. */
export const DATA_ELEMENT = 'report-data';
