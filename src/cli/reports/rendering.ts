import type { RenderOptions } from '../../report/terminal/options.js';
import type { Io } from '../io.js';

/** How a report is shown on standard output: as wide as the terminal, if it is one. */
export const renderingOf = (io: Io, full: boolean): RenderOptions => ({
  full,
  width: io.out.columns,
  style: io.out.style,
});
