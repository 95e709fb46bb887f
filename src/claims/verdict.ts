import type { Unit } from '../model/section/section.js';
import type { Range, Estimate } from './estimate.js';
import type { MeasuredPlace } from './observed/measured.js';

/** The verdicts on a claim. */
export const VERDICTS = {
  supported: 'the measurement agrees with the paper, within the scatter of trials',
  contradicted: 'the measurement disagrees with the paper by more than the scatter of trials',
  'cannot-tell': 'either is possible: too much scatter, or loads too far apart',
  'not-run': 'the subject of the claim was not measured',
} as const;
export type VerdictState = keyof typeof VERDICTS;

/** A measured figure that a verdict is based on. */
export interface UsedFigure {
  /** `napi-macvlan: forwarded at best`. */
  readonly what: string;
  readonly estimate: Estimate;
  readonly unit: Unit;
  /** Its run. */
  readonly runId: string;
}

/** The verdict on a claim with measurements. */
export interface Judged {
  readonly state: Exclude<VerdictState, 'not-run'>;
  /** The ratio in the paper; null if it states none. */
  readonly paper: number | null;
  /** The measured ratio. */
  readonly ours: Estimate | null;
  /** An explanation; undefined if the ratios are enough. */
  readonly because: string | undefined;
  readonly figures: readonly UsedFigure[];
  /** What was measured. */
  readonly places: readonly MeasuredPlace[];
}

export interface NotRun {
  readonly state: 'not-run';
  readonly because: string;
}

export type Verdict = Judged | NotRun;

export const notRun = (because: string): NotRun => ({ state: 'not-run', because });

/** Compares an estimate with the accepted range. */
export const decide = (
  { bounds }: Estimate,
  accepted: Range,
): Pick<Judged, 'state' | 'because'> => {
  if (bounds === undefined) {
    return { state: 'cannot-tell', because: 'one trial is not enough: more repeats are needed' };
  }
  if (bounds.least >= accepted.least && bounds.most <= accepted.most) {
    return { state: 'supported', because: undefined };
  }
  return bounds.most < accepted.least || bounds.least > accepted.most
    ? { state: 'contradicted', because: undefined }
    : { state: 'cannot-tell', because: 'trials or loads are too far apart to tell' };
};

/** Combines several verdicts: contradicted if any of them is, supported if all of them are. */
export const worst = (states: readonly Judged['state'][]): Judged['state'] => {
  if (states.includes('contradicted')) return 'contradicted';
  return states.includes('cannot-tell') ? 'cannot-tell' : 'supported';
};
