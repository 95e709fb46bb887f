import type { RunDisplay } from '../../session/run/execute-run.js';
import type { Io } from '../io.js';
import { bar } from './bar.js';
import { lines } from './lines.js';

/** How a run is displayed. */
export interface DisplayOptions {
  /** Whether trials take the time they say: not on simulated devices, nor in instruction time. */
  readonly timed: boolean;
  /** Whether a log goes to standard error as well. */
  readonly verbose: boolean;
}

/** The display that fits where standard error goes: a progress bar on a terminal, lines elsewhere. */
export const displayFor = (io: Io, { timed, verbose }: DisplayOptions): RunDisplay =>
  io.err.isTTY && !verbose && process.env.TERM !== 'dumb' ? bar(io, timed) : lines(io);
