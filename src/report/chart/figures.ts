import type { Report } from '../../model/section/section.js';

/** A figure of a report as a file of its own. */
export interface FigureFile {
  /** Its name within a folder: `01-forwarding-rate-over-offered-load-64-bytes.svg`. */
  readonly file: string;
  readonly svg: string;
}

/** The figures of a report as standalone SVG, each with its own style, in the order of the report. Pure. */
export const figuresOf = (report: Report): readonly FigureFile[] => {
  void report;
  return [];
};
