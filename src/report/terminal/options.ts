import { plain, type Style } from './style.js';

/** How a report is asked to be shown. */
export interface RenderOptions {
  /** Columns of the terminal; 80 where they are not known. */
  readonly width?: number | undefined;
  /** Also what is long or of interest to few. */
  readonly full?: boolean | undefined;
  /** How text stands out; not at all when absent. */
  readonly style?: Style | undefined;
}

/** How a report is shown. */
export interface TerminalOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly full: boolean;
  readonly style: Style;
}

/** The width where the terminal's is unknown, and of files and pipes. */
const USUAL_WIDTH = 80;
/** The narrowest layout. */
const NARROWEST = 40;

/** The options with defaults. */
export const optionsOf = ({
  width = USUAL_WIDTH,
  full = false,
  style = plain,
}: RenderOptions): TerminalOptions => ({ width: Math.max(NARROWEST, width), full, style });
