import type { Logger } from 'pino';
import type { RunHeader } from '../run/archive-run.js';
import type { Measuring } from '../run/measuring.js';

/** What makes a run's trials: machines, a lab that counts instructions, or simulated devices. */
export interface Backend {
  readonly testbed: RunHeader['testbed'];
  /** The testbed file, or what stands for it in the archive. */
  readonly text: string;
  readonly measure: (order: Measuring & { readonly log: Logger }) => Promise<void>;
}

/** What is asked of a backend besides trials. */
export interface BackendOptions {
  /** The machines stay set up as they are at the end. */
  readonly keep: boolean;
  /** Instructions are counted. */
  readonly count: boolean;
}
