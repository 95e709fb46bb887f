import type { Output } from '../../host/host.js';
import { assertPassable } from '../../host/command/quote.js';
import type { Command } from '../../model/command.js';
import type { GuestFile } from '../image/guest-files.js';

/** Commands for a machine that is booted only for them, and powered off afterwards. */
export interface Job {
  /** For messages. */
  readonly name: string;
  /** MiB */
  readonly memory: number;
  /** Run as root, one after the other, up to the first that fails. */
  readonly commands: readonly Command[];
}

/** The outcome of a command of a job. */
export type JobOutput = Output;

/**
 * The files that hold a machine's job. Pure.
 * @throws RangeError for an argument with a NUL
 */
export const jobFiles = ({ commands }: Job): readonly GuestFile[] =>
  commands.flatMap(({ argv, stdin = '' }, index) => {
    assertPassable(argv);
    const text = argv.map((argument) => `${argument}\0`).join('');
    return [
      { path: `${index}.argv`, mode: 0o600, text },
      ...(stdin === '' ? [] : [{ path: `${index}.stdin`, mode: 0o600, text: stdin }]),
    ];
  });
