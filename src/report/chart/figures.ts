import type { Report } from '../../model/section/section.js';
import { allPrintable } from '../../model/text/printable.js';
import type { Drawable } from './figure-kind.js';
import { kindOf } from './kinds/index.js';
import { standaloneSvg } from './standalone.js';

/** A figure of a report as a file of its own. */
export interface FigureFile {
  /** Its name within a folder: `01-forwarding-rate-over-offered-load-64-bytes.svg`. */
  readonly file: string;
  readonly svg: string;
}

/** Longer names are cut. */
const LONGEST_NAME = 80;

/** A title as part of a file's name: lower-case letters, digits and hyphens only. */
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-|-$/g, '');

const fileName = (index: number, title: string): string =>
  [`${index + 1}`.padStart(2, '0'), slug(title)].filter((part) => part !== '').join('-');

/**
 * The figures of a report as standalone SVG, each with its own style, its legend and the label of
 * its figures, in the order of the report. Figures with nothing to draw are left out. Pure.
 */
export const figuresOf = (archived: Report): readonly FigureFile[] => {
  const report = allPrintable(archived);
  const figures = report.sections.flatMap(({ blocks, label = report.label }) =>
    blocks
      .filter((block): block is Drawable => block.kind !== 'table' && block.kind !== 'absent')
      .filter((figure) => kindOf(figure).absent(figure) === undefined)
      .map((figure) => ({ figure, label })),
  );
  return figures.map(({ figure, label }, index) => ({
    file: `${fileName(index, kindOf(figure).title(figure))}.svg`,
    svg: standaloneSvg(figure, label),
  }));
};
