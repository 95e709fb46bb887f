import type { ResetKind } from '../../model/trial.js';

/** Resets the DUT, and ends when its setup is restored. @throws Failure if it does not come back */
export type Reset = (signal: AbortSignal) => Promise<void>;

/** How the DUT is reset, for each kind of reset. */
export type Resets = Readonly<Record<ResetKind, Reset>>;
