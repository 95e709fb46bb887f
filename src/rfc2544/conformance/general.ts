import { MODIFIERS } from '../../model/modifier.js';
import { MAXIMUM_FRAME, MINIMUM_FRAME } from '../../model/frame.js';
import { inSeconds, seconds, type Bytes, type Nanoseconds, type Pps } from '../../model/units.js';
import {
  deviates,
  holds,
  MET,
  NOT_APPLICABLE,
  type Requirement,
  type Verdict,
} from './requirement.js';

/** Met by a time that is at least `least`. */
export const lasts = (time: Nanoseconds, least: number): Verdict =>
  holds(time >= seconds(least), `${inSeconds(time)} s`);

/** Met by a load that is all the media carries; nobody can tell where that is not known. */
export const reaches = (load: Pps, mediaMaximum: Pps | undefined): Verdict =>
  mediaMaximum === undefined
    ? deviates('link speed not known')
    : holds(load >= mediaMaximum, `${load} of ${mediaMaximum} pps`);

/** Frame sizes in short. */
export const range = (sizes: readonly Bytes[]): string =>
  `${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`;

/** What is asked of all tests. What vrbench never does deviates in every run. */
export const GENERAL: readonly Requirement[] = [
  {
    requirement: 'the DUT is set up the same for all tests',
    section: '7',
    level: 'described',
    verdict: () => MET,
  },
  {
    requirement: "the DUT's software and set-up are reported",
    section: '7',
    level: 'MUST',
    verdict: () => MET,
  },
  {
    requirement: 'at least five frame sizes',
    section: '9',
    level: 'SHOULD',
    verdict: ({ frameSizes }) => holds(frameSizes.length >= 5, String(frameSizes.length)),
  },
  {
    requirement: 'the smallest and largest frame among them',
    section: '9',
    level: 'SHOULD',
    verdict: ({ frameSizes }) =>
      holds(
        frameSizes.includes(MINIMUM_FRAME) && frameSizes.includes(MAXIMUM_FRAME),
        range(frameSizes),
      ),
  },
  {
    requirement: 'only test frames are counted',
    section: '10',
    level: 'SHOULD',
    verdict: ({ counting }) => holds(counting === 'frame-sink', 'NICs count all frames'),
  },
  {
    requirement: 'the length of received frames is verified',
    section: '10',
    level: 'SHOULD',
    verdict: () => deviates('not verified'),
  },
  {
    requirement: 'sequence numbers are checked',
    section: '10',
    level: 'SHOULD',
    verdict: ({ counting, cloneSkb }) => {
      if (counting === 'nic') return deviates('not checked');
      return holds(cloneSkb === 0, `${cloneSkb + 1} frames share each`);
    },
  },
  {
    requirement: 'again under each modifying condition',
    section: '11',
    level: 'SHOULD',
    verdict: ({ modifiers }) => {
      const missing = MODIFIERS.filter((each) => !modifiers.includes(each));
      if (modifiers.length === 1) return deviates('none is made');
      const all = MODIFIERS.length - 1;
      if (missing.length > 0) return deviates(`${missing.length} of ${all} are left out`);
      // Queries and route updates are asked for by the connection the DUT is managed through.
      return deviates('not all in the test stream');
    },
  },
  {
    requirement: 'one source and destination first',
    section: '12',
    level: 'SHOULD',
    verdict: ({ traffic }) => holds(traffic.destinations === 'one', 'in 256 networks at once'),
  },
  {
    requirement: 'again with destinations in 256 networks',
    section: '12',
    level: 'SHOULD',
    verdict: ({ traffic }) => holds(traffic.destinations === 'many', 'one each'),
  },
  {
    requirement: 'each trial begins with a routing update',
    section: '13',
    level: 'MUST',
    verdict: () => deviates('routes are static'),
  },
  {
    requirement: 'in both directions at once',
    section: '14',
    level: 'SHOULD',
    verdict: ({ traffic }) => holds(traffic.direction === 'bidirectional', 'in one direction'),
  },
  {
    requirement: 'up to the maximum frame rate of the media',
    section: '20',
    level: 'SHOULD',
    verdict: ({ searches, mediaMaximum }) =>
      searches === undefined ? NOT_APPLICABLE : reaches(searches.maximumLoad, mediaMaximum),
  },
  {
    requirement: 'also bursts of 16, 64, 256, 1024 frames',
    section: '21',
    level: 'SHOULD',
    verdict: () => deviates('steady loads'),
  },
  {
    requirement: '2 s for a routing update to settle',
    section: '23',
    level: 'described',
    verdict: () => deviates('routes are static'),
  },
  {
    requirement: 'learning frames, and 2 s to settle',
    section: '23',
    level: 'described',
    verdict: ({ learning: { frames, wait } }) =>
      frames === 0
        ? deviates('neighbours are set by hand')
        : holds(wait >= seconds(2), `${inSeconds(wait)} s waited`),
  },
  {
    requirement: '2 s for residual frames after a trial',
    section: '23',
    level: 'described',
    verdict: ({ residualWait }) => lasts(residualWait, 2),
  },
  {
    requirement: 'at least 5 s for the DUT to restabilise',
    section: '23',
    level: 'described',
    verdict: ({ restabilise }) => lasts(restabilise, 5),
  },
  {
    requirement: 'trials of at least 60 s',
    section: '24',
    level: 'SHOULD',
    verdict: ({ decidingTrial }) =>
      decidingTrial === undefined ? NOT_APPLICABLE : lasts(decidingTrial, 60),
  },
];
