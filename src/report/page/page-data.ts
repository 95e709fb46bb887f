import type { Drawable } from '../chart/figure-kind.js';
import type { PackedTable } from './packed-table.js';

/** The part of a report that the page's script needs. */
export interface PageData {
  /** Figures by the keys of their places. */
  readonly figures: Readonly<Record<string, Drawable>>;
  /** Tables of more rows than are shown at once. */
  readonly tables: Readonly<Record<string, PackedTable>>;
}

/** The id of the element that holds it. */
export const DATA_ELEMENT = 'report-data';
