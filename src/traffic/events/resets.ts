import type { ResetKind } from '../../model/trial.js';

/** Resets the DUT, and ends when it is as it had been set up. @throws Failure where it does not come back */
export type Reset = (signal: AbortSignal) => Promise<void>;

/** How the DUT is reset, for each kind of reset. */
export type Resets = Readonly<Record<ResetKind, Reset>>;
