import type { Logger } from 'pino';
import type { RunHeader } from '../run/archive-run.js';
import type { Measuring } from '../run/measuring.js';

/** What runs trials: machines, a lab that counts instructions, or simulated devices. */
export interface Backend {
  readonly testbed: RunHeader['testbed'];
  /** The testbed file, or its substitute in the archive. */
  readonly text: string;
  readonly measure: (order: Measuring & { readonly log: Logger }) => Promise<void>;
}

/** Options of a backend. */
export interface BackendOptions {
  /** The machines stay set up as they are at the end. */
  readonly keep: boolean;
  /** Machines that another controller has locked are waited for. */
  readonly wait: boolean;
  /** Instructions are counted. */
  readonly count: boolean;
}
