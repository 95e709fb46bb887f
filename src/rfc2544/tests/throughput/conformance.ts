import { percent } from '../../../model/numbers/percent.js';
import {
  asked,
  holds,
  MET,
  NOT_APPLICABLE,
  type Choices,
  type Requirement,
  type Verdict,
} from '../../conformance/requirement.js';

type Searches = NonNullable<Choices['searches']>;

/** Required of every throughput search, in any test. */
const throughput = (
  section: string,
  level: Requirement['level'],
  requirement: string,
  verdict: (searches: Searches, choices: Choices) => Verdict = () => MET,
): Requirement =>
  asked(section, level, requirement, (choices) =>
    choices.searches === undefined ? NOT_APPLICABLE : verdict(choices.searches, choices),
  );

/** What is asked of the throughput (section 26.1). */
export const THROUGHPUT: readonly Requirement[] = [
  throughput('26.1', 'described', 'no frame is lost at the throughput', ({ lossRatio }) =>
    holds(lossRatio === 0, `up to ${percent(lossRatio)}`),
  ),
  throughput('26.1', 'SHOULD', 'the throughput as a graph over frame sizes', (_, { frameSizes }) =>
    holds(new Set(frameSizes).size > 1, 'there is one'),
  ),
  throughput('26.1', 'SHOULD', 'the theoretical frame rate with it', (_, { mediaMaximum }) =>
    holds(mediaMaximum !== undefined, 'link speed not known'),
  ),
  throughput('26.1', 'SHOULD', 'protocol, data stream and media are stated'),
];
