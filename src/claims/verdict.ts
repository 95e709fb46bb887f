import type { Unit } from '../model/section/section.js';
import type { Range, Estimate } from './estimate.js';
import type { MeasuredPlace } from './observed/measured.js';

/** What can become of a claim. */
export const VERDICTS = {
  supported: 'what was measured is as the paper states, as far as the spread of trials goes',
  contradicted: 'what was measured is not as the paper states, whatever the spread of trials',
  'cannot-tell': 'it may be either: the spread is too wide, or loads are too far apart',
  'not-run': 'what the claim is about was not measured',
} as const;
export type VerdictState = keyof typeof VERDICTS;

/** A figure that a verdict is from, as it was measured. */
export interface UsedFigure {
  /** `napi-macvlan: forwarded at best`. */
  readonly what: string;
  readonly estimate: Estimate;
  readonly unit: Unit;
  /** The run it is of. */
  readonly runId: string;
}

/** A claim that something was measured for. */
export interface Judged {
  readonly state: Exclude<VerdictState, 'not-run'>;
  /** What the paper states, as a ratio; null where it states none. */
  readonly paper: number | null;
  /** The same as it was measured. */
  readonly ours: Estimate | null;
  /** What was measured, or why nothing can be told, in words; undefined where the ratios say all. */
  readonly because: string | undefined;
  readonly figures: readonly UsedFigure[];
  /** What it was measured on. */
  readonly places: readonly MeasuredPlace[];
}

export interface NotRun {
  readonly state: 'not-run';
  readonly because: string;
}

export type Verdict = Judged | NotRun;

export const notRun = (because: string): NotRun => ({ state: 'not-run', because });

/** What an estimate says of a range that is accepted. */
export const decide = (
  { bounds }: Estimate,
  accepted: Range,
): Pick<Judged, 'state' | 'because'> => {
  if (bounds === undefined) {
    return { state: 'cannot-tell', because: 'one trial shows no spread: more repeats are needed' };
  }
  if (bounds.least >= accepted.least && bounds.most <= accepted.most) {
    return { state: 'supported', because: undefined };
  }
  return bounds.most < accepted.least || bounds.least > accepted.most
    ? { state: 'contradicted', because: undefined }
    : { state: 'cannot-tell', because: 'trials or loads are too far apart to tell' };
};

/** Several outcomes as one: contradicted if any of them is, supported if all of them are. */
export const worst = (states: readonly Judged['state'][]): Judged['state'] => {
  if (states.includes('contradicted')) return 'contradicted';
  return states.includes('cannot-tell') ? 'cannot-tell' : 'supported';
};
