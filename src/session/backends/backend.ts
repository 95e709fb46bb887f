import type { Logger } from 'pino';
import type { LoadedPlaybook } from '../../config/load.js';
import type { RunHeader } from '../archive/archive-run.js';
import type { Measuring } from '../run/measuring.js';

/** What runs trials: machines, a lab that counts instructions, or simulated devices. */
export interface Backend {
  readonly testbed: RunHeader['testbed'];
  /** The playbook as this backend runs it. */
  readonly playbook: LoadedPlaybook;
  /** How many independent trials take about the time of one; default: one. */
  readonly atOnce?: number | undefined;
  /** The text of the testbed file, or its substitute in the archive. */
  readonly text: string;
  /** The path of the testbed file; undefined if devices are simulated. */
  readonly file?: string | undefined;
  /** Whether instructions are counted; default: no. */
  readonly counts?: boolean | undefined;
  readonly measure: (order: Measuring & { readonly log: Logger }) => Promise<void>;
}

/** Options of a backend. */
export interface BackendOptions {
  /** Leaves the machines set up at the end. */
  readonly keep: boolean;
  /** Waits for machines that another controller has locked. */
  readonly wait: boolean;
  /** Skips data planes that cannot be set up on the DUT and measures the others. */
  readonly skipUnavailable: boolean;
  /** Counts instructions. */
  readonly count: boolean;
}
