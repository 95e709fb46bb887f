import { percent } from '../../model/percent.js';
import { askedOf, holds, MET, NOT_APPLICABLE, type Requirement } from './requirement.js';
import { reaches } from './verdicts.js';

const throughput = askedOf('searches');
const lossRate = askedOf('frameLossRate');

/** What is asked of the throughput (section 26.1). */
export const THROUGHPUT: readonly Requirement[] = [
  throughput('26.1', 'described', 'no frame is lost at the throughput', ({ lossRatio }) =>
    holds(lossRatio === 0, `up to ${percent(lossRatio)}`),
  ),
  throughput('26.1', 'SHOULD', 'the throughput as a graph over frame sizes', (_, { frameSizes }) =>
    holds(new Set(frameSizes).size > 1, 'there is one'),
  ),
  throughput('26.1', 'SHOULD', 'the theoretical frame rate beside it', (_, { mediaMaximum }) =>
    holds(mediaMaximum !== undefined, 'link speed not known'),
  ),
  throughput('26.1', 'SHOULD', 'protocol, data stream and media are stated'),
];

/** What is asked of the frame loss rate (section 26.3). */
export const FRAME_LOSS_RATE: readonly Requirement[] = [
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
