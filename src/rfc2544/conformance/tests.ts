import { MINIMUM_FRAME } from '../../model/frame.js';
import { lasts, range, reaches } from './general.js';
import { holds, MET, NOT_APPLICABLE, type Requirement, type Verdict } from './requirement.js';

/** A verdict on a test, or that it is not in the run. */
const of = <Test>(test: Test | undefined, verdict: (test: Test) => Verdict): Verdict =>
  test === undefined ? NOT_APPLICABLE : verdict(test);

const percent = (part: number): string => `${Number((part * 100).toPrecision(12))} %`;

const LATENCY_REPEATS = 20;
const BURST_REPEATS = 50;

/** What is asked of the single tests. */
export const TESTS: readonly Requirement[] = [
  {
    requirement: 'no frame is lost at the throughput',
    section: '26.1',
    level: 'described',
    verdict: ({ searches }) =>
      of(searches, ({ lossRatio }) => holds(lossRatio === 0, `up to ${percent(lossRatio)}`)),
  },
  {
    requirement: 'streams of at least 120 s for the latency',
    section: '26.2',
    level: 'SHOULD',
    verdict: ({ latency }) => of(latency, ({ duration }) => lasts(duration, 120)),
  },
  {
    requirement: 'a frame is tagged after 60 s',
    section: '26.2',
    level: 'SHOULD',
    verdict: ({ latency }) => of(latency, ({ tagAfter }) => lasts(tagAfter, 60)),
  },
  {
    requirement: 'the receiver knows the tag',
    section: '26.2',
    level: 'MUST',
    verdict: ({ latency }) => of(latency, () => MET),
  },
  {
    requirement: 'the latency is measured 20 times or more',
    section: '26.2',
    level: 'MUST',
    verdict: ({ latency }) =>
      of(latency, ({ repeats }) => holds(repeats >= LATENCY_REPEATS, `${repeats} times`)),
  },
  {
    requirement: 'the definition of latency is stated',
    section: '26.2',
    level: 'MUST',
    verdict: ({ latency }) => of(latency, () => MET),
  },
  {
    requirement: 'first at the maximum rate of the media',
    section: '26.3',
    level: 'SHOULD',
    verdict: ({ frameLossRate, mediaMaximum }) =>
      of(frameLossRate, ({ maximumLoad }) => reaches(maximumLoad, mediaMaximum)),
  },
  {
    requirement: 'steps of at most 10 % of the maximum rate',
    section: '26.3',
    level: 'MUST',
    verdict: ({ frameLossRate }) =>
      of(frameLossRate, ({ step }) => holds(step <= 0.1, percent(step))),
  },
  {
    requirement: 'until two successive trials lose nothing',
    section: '26.3',
    level: 'SHOULD',
    verdict: ({ frameLossRate }) => of(frameLossRate, () => MET),
  },
  {
    requirement: 'the throughput is measured before bursts',
    section: 'RFC 9004, 5.1',
    level: 'described',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
  },
  {
    requirement: 'bursts and their wait last 2 s or more',
    section: '26.4',
    level: 'MUST',
    verdict: ({ backToBack, residualWait }) => of(backToBack, () => lasts(residualWait, 2)),
  },
  {
    requirement: 'bursts are repeated 50 times or more',
    section: '26.4',
    level: 'SHOULD',
    verdict: ({ backToBack }) =>
      of(backToBack, ({ repeats }) => holds(repeats >= BURST_REPEATS, `${repeats} times`)),
  },
  {
    requirement: 'an overload of at least 60 s',
    section: '26.5',
    level: 'described',
    verdict: ({ systemRecovery }) => of(systemRecovery, ({ overload }) => lasts(overload, 60)),
  },
  {
    requirement: 'the recovery is measured several times',
    section: '26.5',
    level: 'SHOULD',
    verdict: ({ systemRecovery }) =>
      of(systemRecovery, ({ repeats }) => holds(repeats > 1, 'once')),
  },
  {
    requirement: 'resets under frames of the smallest size',
    section: '26.6',
    level: 'described',
    verdict: ({ reset, frameSizes }) =>
      of(reset, () => holds(frameSizes.includes(MINIMUM_FRAME), range(frameSizes))),
  },
];
