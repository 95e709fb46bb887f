import { plain, type Style } from './style.js';

/** The options for showing a report. */
export interface RenderOptions {
  /** Columns of the terminal; 80 if not known. */
  readonly width?: number | undefined;
  /** Whether to show long tables and details. */
  readonly full?: boolean | undefined;
  /** How text is emphasized; absent: not at all. */
  readonly style?: Style | undefined;
}

/** How a report is shown. */
export interface TerminalOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly full: boolean;
  readonly style: Style;
}

/** The width if the terminal's is unknown, and for files and pipes. */
const USUAL_WIDTH = 80;
/** The narrowest layout. */
const NARROWEST = 40;

/** The options with defaults. */
export const optionsOf = ({
  width = USUAL_WIDTH,
  full = false,
  style = plain,
}: RenderOptions): TerminalOptions => ({ width: Math.max(NARROWEST, width), full, style });
