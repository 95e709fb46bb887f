import type { InvalidReason, TrialResult } from '../../model/trial.js';

/** That machines, or the computer that emulates them, lacked processor time. */
const CODES: readonly InvalidReason['code'][] = ['lab-starved', 'machine-starved'];

/** Whether a trial is invalid for this because machines lacked processor time. */
export const isStarvation = ({ code }: Pick<InvalidReason, 'code'>): boolean =>
  CODES.includes(code);

/** The reasons of this kind among those that a trial is invalid for. */
export const starvationOf = ({
  validity,
}: Pick<TrialResult, 'validity'>): readonly InvalidReason[] =>
  validity.state === 'valid' ? [] : validity.reasons.filter(isStarvation);
