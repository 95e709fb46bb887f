import type { Environment } from '../results/schema.js';

/** What the figures of an environment can be used for. */
export interface Worth {
  /** Whether a router was measured at all. */
  readonly measured: boolean;
  /** Whether repeats give identical figures, so that one trial is enough. */
  readonly exact: boolean;
  /**
   * The factor by which two identical data planes of one run may differ, because they are measured one after
   * the other.
   */
  readonly drift: number;
}

/**
 * On emulated machines later measurements are up to a third higher, because the computer and its caches of
 * translated code warm up.
 */
const EMULATED_DRIFT = 4 / 3;

const WORTH: Readonly<Record<Environment['kind'], Worth>> = {
  metal: { measured: true, exact: false, drift: 1 },
  emulated: { measured: true, exact: false, drift: EMULATED_DRIFT },
  'instruction-time': { measured: true, exact: true, drift: 1 },
  simulated: { measured: false, exact: true, drift: 1 },
};

export const worthOf = ({ kind }: Environment): Worth => WORTH[kind];
