import { MINIMUM_FRAME } from '../../model/frame.js';
import { lasts, range, reaches } from './general.js';
import { deviates, holds, MET, of, type Requirement } from './requirement.js';

/** A part of a whole in words. */
export const percent = (part: number): string => `${Number((part * 100).toPrecision(12))} %`;

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
    requirement: 'the throughput as a graph over frame sizes',
    section: '26.1',
    level: 'SHOULD',
    verdict: ({ searches }) => of(searches, () => deviates('a table')),
  },
  {
    requirement: 'the theoretical frame rate beside it',
    section: '26.1',
    level: 'SHOULD',
    verdict: ({ searches, mediaMaximum }) =>
      of(searches, () => holds(mediaMaximum !== undefined, 'link speed not known')),
  },
  {
    requirement: 'protocol, data stream and media are stated',
    section: '26.1',
    level: 'SHOULD',
    verdict: ({ searches, mediaMaximum }) =>
      of(searches, () => deviates(mediaMaximum === undefined ? 'none of them' : 'the media alone')),
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
    requirement: 'its average is what is reported',
    section: '26.2',
    level: 'MUST',
    verdict: ({ latency }) => of(latency, () => MET),
  },
  {
    requirement: 'again with tagged frames to new networks',
    section: '26.2',
    level: 'SHOULD',
    verdict: ({ latency }) => of(latency, () => deviates('to the same destination')),
  },
  {
    requirement: 'the definition of latency is stated',
    section: '26.2',
    level: 'MUST',
    verdict: ({ latency }) => of(latency, () => MET),
  },
  {
    requirement: 'a table of frame sizes, rates and latencies',
    section: '26.2',
    level: 'SHOULD',
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
    requirement: 'the loss rate as a graph over input rates',
    section: '26.3',
    level: 'SHOULD',
    verdict: ({ frameLossRate }) => of(frameLossRate, () => deviates('a table')),
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
    requirement: 'a table of frame sizes and average bursts',
    section: '26.4',
    level: 'SHOULD',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
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
    requirement: 'a table of frame sizes, rates and times',
    section: '26.5',
    level: 'SHOULD',
    verdict: ({ systemRecovery }) => of(systemRecovery, () => MET),
  },
  {
    requirement: 'resets under frames of the smallest size',
    section: '26.6',
    level: 'described',
    verdict: ({ reset, frameSizes }) =>
      of(reset, () => holds(frameSizes.includes(MINIMUM_FRAME), range(frameSizes))),
  },
  {
    requirement: 'to networks the DUT is connected to',
    section: '26.6',
    level: 'SHOULD',
    verdict: ({ reset }) => of(reset, () => MET),
  },
  {
    requirement: 'hardware, software and power are reset',
    section: '26.6',
    level: 'SHOULD',
    verdict: ({ reset }) => of(reset, ({ kinds }) => deviates(kinds.join(', '))),
  },
  {
    requirement: 'one statement for each type of reset',
    section: '26.6',
    level: 'SHOULD',
    verdict: ({ reset }) => of(reset, () => MET),
  },
];
