/**
 * The assets of the page and the figures that are not TypeScript modules: built by
 * scripts/report-assets.mjs from style/ and page/client/.
 */

/** A text within the page, and the hash that its content security policy names it by. */
export interface Asset {
  readonly text: string;
  /** `sha256-...` */
  readonly hash: string;
}

/** The style sheet of the page, in light and dark. */
export const STYLE: Asset;
/** The program of the page. */
export const SCRIPT: Asset;
/** The style of a figure on its own, in light colours, without variables. */
export const FIGURE_STYLE: string;
