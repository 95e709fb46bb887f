import { createHash } from 'node:crypto';
import type { Host, RunOptions } from '../../host/host.js';
import type { Tool } from '../../linux/distribution/tool.js';
import type { Argv } from '../../model/command.js';

/** How the C sources of a module are obtained; building them is the same for all. */
export interface Recipe {
  /** The commands that create them on the machine, as far as they are known without it. */
  describe(): readonly Argv[];
  /**
   * Finds the ingredients.
   * @param release the kernel they are for, as `uname -r` prints it
   * @throws PreconditionFailure for what is missing
   */
  gather(host: Host, release: string, signal?: AbortSignal): Promise<Ingredients>;
}

/** The ingredients of a module, found on a machine. */
export interface Ingredients {
  /** The required programs in addition to make and gcc. */
  readonly tools: readonly Tool[];
  /** The SHA-256 of them all, in hexadecimal. */
  fingerprint(host: Host, signal?: AbortSignal): Promise<string>;
  /** Puts sources and Makefile in the build folder. @throws PatchFailed */
  place(host: Host, options: RunOptions): Promise<void>;
}

/** The SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The SHA-256 of several texts, with unambiguous boundaries. */
export const sha256OfAll = (texts: readonly string[]): string => sha256(JSON.stringify(texts));
