import { Option } from '@commander-js/extra-typings';
import { say, type Io } from '../io.js';

/** How much progress is printed on standard error. Errors always are. */
export type Loudness = 'quiet' | 'progress' | 'verbose';

/** `-v`: a log of every command. */
export const verboseOption = () =>
  new Option('-v, --verbose', 'log every command to standard error, as JSON unless on a terminal');

/** `-q`: no progress. */
export const quietOption = () => new Option('-q, --quiet', 'print the result and errors only');

/** What the options say. */
export const loudnessOf = ({
  quiet,
  verbose,
}: {
  readonly quiet?: true | undefined;
  readonly verbose?: true | undefined;
}): Loudness => {
  if (quiet === true) return 'quiet';
  return verbose === true ? 'verbose' : 'progress';
};

/** Prints progress, unless it is turned off. */
export const progressTo =
  (io: Io, loudness: Loudness) =>
  (text: string): void => {
    if (loudness !== 'quiet') say(io, text);
  };
