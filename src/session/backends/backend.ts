import type { Logger } from 'pino';
import type { LoadedPlaybook } from '../../config/load.js';
import type { RunHeader } from '../archive/archive-run.js';
import type { Measuring } from '../run/measuring.js';

/** What runs trials: machines, a lab that counts instructions, or simulated devices. */
export interface Backend {
  readonly testbed: RunHeader['testbed'];
  /** As it is run there. */
  readonly playbook: LoadedPlaybook;
  /** How many trials are made in about the time of one, where they do not depend on each other; default: one. */
  readonly atOnce?: number | undefined;
  /** The testbed file, or its substitute in the archive. */
  readonly text: string;
  /** Where the testbed file is; undefined where devices are simulated. */
  readonly file?: string | undefined;
  /** Whether instructions are counted; default: they are not. */
  readonly counts?: boolean | undefined;
  readonly measure: (order: Measuring & { readonly log: Logger }) => Promise<void>;
}

/** Options of a backend. */
export interface BackendOptions {
  /** The machines are left set up at the end. */
  readonly keep: boolean;
  /** Machines that another controller has locked are waited for. */
  readonly wait: boolean;
  /** Data planes that cannot be set up on the DUT are left out, and the others measured. */
  readonly skipUnavailable: boolean;
  /** Instructions are counted. */
  readonly count: boolean;
}
