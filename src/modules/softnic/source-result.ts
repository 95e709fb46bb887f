import type { Argv } from '../../model/command.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { decimal } from '../../linux/text/number.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';

/** The results of a source's last run. */
export interface SourceResult {
  readonly interface: string;
  /** Frames sent. */
  readonly sent: number;
  /** Arrival of the first and the last of them, by CLOCK_MONOTONIC; 0 if none was sent. */
  readonly first: Nanoseconds;
  readonly last: Nanoseconds;
}

const file = (port: string, name: 'sent' | 'first_ns' | 'last_ns'): string =>
  `/sys/class/net/${port}/source/${name}`;

/** Prints the results of the sources of several ports of one namespace. */
export const readSources = (ports: readonly string[]): Argv =>
  labelledFiles(
    ports.flatMap((port) => [file(port, 'sent'), file(port, 'first_ns'), file(port, 'last_ns')]),
  );

/** Parses what that command printed, by port. @throws ParseFailure if a port's results are missing */
export const parseSources = (
  ports: readonly string[],
  text: string,
  where?: string,
): readonly SourceResult[] => {
  const files = parseLabelledFiles(text);
  return ports.map((port) => {
    const read = (name: Parameters<typeof file>[1]): number =>
      decimal(files.get(file(port, name))?.trim(), { source: file(port, name), where });
    return {
      interface: port,
      sent: read('sent'),
      first: nanoseconds(read('first_ns')),
      last: nanoseconds(read('last_ns')),
    };
  });
};
