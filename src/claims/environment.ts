import type { Environment } from '../results/schema.js';

/** What the figures of an environment can be used for. */
export interface Worth {
  /** Whether a router was measured at all. */
  readonly measured: boolean;
  /** Whether a repeat gives the same again, so that one trial is enough. */
  readonly exact: boolean;
  /**
   * By what factor two data planes of one run may differ that are the same: they are measured one after
   * the other.
   */
  readonly drift: number;
}

/**
 * On emulated machines what is measured later comes out up to a third higher, as the computer and its
 * caches of translated code warm up.
 */
const EMULATED_DRIFT = 4 / 3;

const WORTH: Readonly<Record<Environment['kind'], Worth>> = {
  metal: { measured: true, exact: false, drift: 1 },
  emulated: { measured: true, exact: false, drift: EMULATED_DRIFT },
  'instruction-time': { measured: true, exact: true, drift: 1 },
  simulated: { measured: false, exact: true, drift: 1 },
};

export const worthOf = ({ kind }: Environment): Worth => WORTH[kind];
