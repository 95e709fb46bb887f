import { ETHERNET_SIZES, MAXIMUM_FRAME, MINIMUM_FRAME } from '../../model/frame.js';
import {
  asked,
  deviates,
  holds,
  MET,
  NOT_APPLICABLE,
  type Choices,
  type Requirement,
} from './requirement.js';
import { ethernetSizes, range } from './verdicts.js';

/** Whether each received test frame is identified by a sequence number. */
const numbered = ({ counting, cloneSkb }: Choices): boolean =>
  counting === 'frame-sink' && cloneSkb === 0;

/** Requirements for the DUT and the frames, in all tests. What vrbench never does deviates in every run. */
export const SETUP: readonly Requirement[] = [
  asked('7', 'described', 'all protocols of the DUT are enabled', () => deviates('the one tested')),
  asked('7', 'described', 'the DUT is set up the same for all tests'),
  asked('7', 'MUST', 'filters change nothing else of the DUT', ({ modifiers }) =>
    modifiers.some((each) => each.startsWith('filters')) ? MET : NOT_APPLICABLE,
  ),
  asked('7', 'SHOULD', 'the usual routing updates and keep-alives', () =>
    deviates('routes are static'),
  ),
  asked('7', 'MUST', "the DUT's software and set-up are reported"),
  // pktgen's frames are UDP echo requests too, with a sequence number and a time in them.
  asked('8', 'SHOULD', 'test frames as in appendix C', () => deviates('another TTL, other data')),
  asked('8', 'MUST', 'the format of test frames is reported'),
  asked('9', 'SHOULD', 'the smallest and largest frame among them', ({ frameSizes }) =>
    holds(
      frameSizes.includes(MINIMUM_FRAME) && frameSizes.includes(MAXIMUM_FRAME),
      range(frameSizes),
    ),
  ),
  asked('9', 'SHOULD', 'at least five frame sizes', ({ frameSizes }) =>
    holds(frameSizes.length >= 5, String(frameSizes.length)),
  ),
  asked('9.1', 'described', 'the seven frame sizes of Ethernet', (choices) =>
    holds(
      ethernetSizes(choices) === ETHERNET_SIZES.length,
      `${ethernetSizes(choices)} of ${ETHERNET_SIZES.length}`,
    ),
  ),
  asked('10', 'SHOULD', 'only test frames are counted', ({ counting }) =>
    holds(counting === 'frame-sink', 'NICs count all frames'),
  ),
  asked('10', 'SHOULD', 'the length of received frames is verified', () =>
    deviates('not verified'),
  ),
  asked('10', 'SHOULD', 'sequence numbers are checked', ({ counting, cloneSkb }) => {
    if (counting === 'nic') return deviates('not checked');
    return holds(cloneSkb === 0, `${cloneSkb + 1} frames share each`);
  }),
  asked('10', 'SHOULD', 'reordered frames, duplicates and gaps are reported', (choices) =>
    numbered(choices) ? deviates('not how many gaps') : NOT_APPLICABLE,
  ),
];
