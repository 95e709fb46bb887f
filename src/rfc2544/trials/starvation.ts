import type { InvalidReason, TrialOutcome, TrialProcessors } from '../../model/trial.js';

/** How much processor time machines may lack of any second, as a fraction, unless a playbook says more. */
export const USUAL_STARVATION = 0.05;

/** The most processor time that the machines of a trial lacked, as a fraction of a second. */
export const lackedOfSecond = ({ lab, machines }: TrialProcessors): number =>
  Math.max(lab?.worstSecond ?? 0, lab?.steal ?? 0, ...machines.map(({ steal }) => steal));

/** The codes for a lack of processor time on machines, or on the computer that emulates them. */
const CODES: readonly InvalidReason['code'][] = ['lab-starved', 'machine-starved'];

/** Whether a trial is invalid for this because machines lacked processor time. */
export const isStarvation = ({ code }: Pick<InvalidReason, 'code'>): boolean =>
  CODES.includes(code);

/** The reasons of this kind among those that a trial is invalid for. */
export const starvationOf = ({
  validity,
}: Pick<TrialOutcome, 'validity'>): readonly InvalidReason[] =>
  validity.state === 'valid' ? [] : validity.reasons.filter(isStarvation);
