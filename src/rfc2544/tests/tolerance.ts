import { atValue, type Finding } from '../../document/finding.js';
import { percent } from '../../model/numbers/percent.js';
import { USUAL_TOLERANCE } from '../../model/network/offering.js';
import type { TrialPhases } from '../trials/phases-schema.js';
import { testOf, type TestSpec } from './index.js';

/** The parts of a playbook that decide how far an offered load may be below the intended one. */
interface Asked {
  readonly trial: Pick<TrialPhases, 'offeredLoadTolerance'>;
  readonly procedures: readonly TestSpec[];
}

/** The upper limit of a tolerance: half the distance of loads that a test distinguishes. */
interface Limit {
  readonly most: number;
  /** Why: `half the resolution of 0.1 % of procedures[0], throughput`. */
  readonly because: string;
}

const limitsOf = ({ procedures }: Pick<Asked, 'procedures'>): readonly Limit[] =>
  procedures.flatMap((spec, index) => {
    const distinguished = testOf(spec).distinguishes?.(spec);
    // A test that distinguishes nothing has other findings.
    if (distinguished === undefined || !(distinguished.ratio > 0)) return [];
    const { ratio, what } = distinguished;
    return {
      most: ratio / 2,
      because: `half the ${what} of ${percent(ratio)} of procedures[${index}], ${spec.test}`,
    };
  });

/**
 * How far the offered load of a playbook's trials may be below the intended one, as a fraction: the
 * playbook's value, else 0.25 %, or less if a test distinguishes closer loads.
 */
export const toleranceOf = ({ trial, procedures }: Asked): number =>
  trial.offeredLoadTolerance ??
  Math.min(USUAL_TOLERANCE, ...limitsOf({ procedures }).map(({ most }) => most));

/** How a playbook's trials are made, with their tolerance. */
export const trialSettingOf = <Phases extends Asked['trial']>(
  asked: Asked & { readonly trial: Phases },
): Phases & { readonly offeredLoadTolerance: number } => ({
  ...asked.trial,
  offeredLoadTolerance: toleranceOf(asked),
});

/** A tolerance above half of what a test distinguishes: two of its loads could be the same traffic. */
export const toleranceFindings = ({ trial, procedures }: Asked): readonly Finding[] => {
  const { offeredLoadTolerance: asked } = trial;
  if (asked === undefined) return [];
  const [least] = limitsOf({ procedures }).toSorted((one, other) => one.most - other.most);
  if (least === undefined || asked <= least.most) return [];
  const message = `must be at most ${percent(least.most)}, ${least.because}; found ${percent(asked)}`;
  return [atValue(['trial', 'offeredLoadTolerance'], message)];
};
