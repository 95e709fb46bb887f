import type { InvalidReason, TrialOutcome, TrialProcessors } from '../../model/trial.js';

/** How much processor time machines may lack of any second, as a fraction, unless a playbook says more. */
export const USUAL_STARVATION = 0.05;

/** The processor time that the machines of a trial lacked at most, as a part of a second. */
export const lackedOfSecond = ({ lab, machines }: TrialProcessors): number =>
  Math.max(lab?.worstSecond ?? 0, lab?.steal ?? 0, ...machines.map(({ steal }) => steal));

/** That machines, or the computer that emulates them, lacked processor time. */
const CODES: readonly InvalidReason['code'][] = ['lab-starved', 'machine-starved'];

/** Whether a trial is invalid for this because machines lacked processor time. */
export const isStarvation = ({ code }: Pick<InvalidReason, 'code'>): boolean =>
  CODES.includes(code);

/** The reasons of this kind among those that a trial is invalid for. */
export const starvationOf = ({
  validity,
}: Pick<TrialOutcome, 'validity'>): readonly InvalidReason[] =>
  validity.state === 'valid' ? [] : validity.reasons.filter(isStarvation);
