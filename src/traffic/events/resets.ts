import type { ResetKind } from '../../model/trial.js';

/** Resets the DUT, and ends when it is as it had been set up. @throws Failure where it does not come back */
export type Reset = (signal: AbortSignal) => Promise<void>;

/** The ways in which a DUT can be reset, whoever knows how. */
export type Resets = Readonly<Record<ResetKind, Reset>>;
