import { percent } from '../../../model/numbers/percent.js';
import type { Pps } from '../../../model/units.js';
import { askedOfTest, type TestRequirement } from '../../conformance/of-test.js';
import { holds, MET, NOT_APPLICABLE } from '../../conformance/requirement.js';
import { lowest, reaches } from '../../conformance/verdicts.js';

/** The settings of a run's frame loss rate tests. */
interface FrameLossRateChoices {
  readonly maximumLoad: Pps;
  readonly step: number;
}

/** Of several entries what conforms least. */
export const frameLossRateChoices = (
  specs: readonly FrameLossRateChoices[],
): FrameLossRateChoices => ({
  maximumLoad: lowest(specs.map(({ maximumLoad }) => maximumLoad)),
  step: Math.max(...specs.map(({ step }) => step)),
});

const lossRate = askedOfTest<FrameLossRateChoices>();

/** What is asked of the frame loss rate (section 26.3). */
export const FRAME_LOSS_RATE: readonly TestRequirement<FrameLossRateChoices>[] = [
  lossRate(
    '26.3',
    'SHOULD',
    'first at the maximum rate of the media',
    ({ maximumLoad }, { mediaMaximum }) => reaches(maximumLoad, mediaMaximum),
  ),
  lossRate('26.3', 'SHOULD', 'until two successive trials lose nothing'),
  lossRate('26.3', 'MUST', 'steps of at most 10 % of the maximum rate', ({ step }) =>
    holds(step <= 0.1, percent(step)),
  ),
  lossRate('26.3', 'SHOULD', 'the loss rate as a graph over input rates', (_, { mediaMaximum }) =>
    holds(mediaMaximum !== undefined, 'a table'),
  ),
  lossRate('26.3', 'MUST', 'its axes go from 0 to 100 %', (_, { mediaMaximum }) =>
    mediaMaximum === undefined ? NOT_APPLICABLE : MET,
  ),
];
