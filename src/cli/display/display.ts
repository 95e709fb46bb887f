import type { RunDisplay } from '../../session/run/execute-run.js';
import type { Io } from '../io.js';
import type { Loudness } from './loudness.js';
import { bar } from './bar.js';
import { lines } from './lines.js';
import { quiet } from './quiet.js';

/** How a run is displayed. */
export interface DisplayOptions {
  /** Whether trials run in real time: not on simulated devices, nor in instruction time. */
  readonly timed: boolean;
  /** With `verbose` a log goes to standard error as well. */
  readonly loudness: Loudness;
}

/** The display that suits standard error: a progress bar on a terminal, lines elsewhere. */
export const displayFor = (io: Io, { timed, loudness }: DisplayOptions): RunDisplay => {
  if (loudness === 'quiet') return quiet;
  return io.err.isTTY && loudness !== 'verbose' && process.env.TERM !== 'dumb'
    ? bar(io, timed)
    : lines(io, timed);
};
