import { ETHERNET_SIZES, MAXIMUM_FRAME, MINIMUM_FRAME } from '../../../model/frame.js';
import type { Bytes } from '../../../model/units.js';
import { everyTrial, validOf } from '../by-trial.js';
import { ethernetSizes, range, trafficIsKnown } from '../checks.js';
import { sizesOf, type RunEvidence } from '../evidence.js';
import { deviates, holds, met, NOT_APPLICABLE, notSeen, type Judgement } from '../judgement.js';
import { never, onMachines, requirementsOf, type RunRequirement } from '../requirement.js';

const rfc2544 = requirementsOf('RFC 2544');

/**
 * A rule for the frame sizes that were measured: at each, every requested procedure has ended, and
 * there is a valid trial.
 */
const ofSizes =
  (holdsFor: (sizes: readonly Bytes[]) => boolean, value: (sizes: readonly Bytes[]) => string) =>
  ({ cells, missing }: RunEvidence): Judgement => {
    const at = (size: Bytes) => cells.filter(({ frameSize }) => frameSize === size);
    const measured = sizesOf(cells).filter((size) => {
      const own = at(size);
      return own.every(({ result }) => result !== undefined) && own.flatMap(validOf).length > 0;
    });
    if (measured.length === 0) return notSeen('no size was measured to the end');
    if (!holdsFor(measured)) return deviates(value(measured));
    if (missing !== undefined) return notSeen(missing);
    return met({
      trials: measured.flatMap(at).flatMap((cell) => validOf(cell).map(({ sequence }) => sequence)),
    });
  };

/** Every trial checked frames by their sequence numbers. */
const numbered = (run: RunEvidence): Judgement =>
  everyTrial(({ sink }, shown) =>
    sink === undefined
      ? never('not checked')(run)
      : holds(sink.module.order !== undefined, 'numbers repeat, or several CPUs receive', shown),
  )(run);

/** Requirements for the test frames, sent and received (sections 8 to 10). */
export const FRAMES: readonly RunRequirement[] = [
  // pktgen's frames are UDP echo requests too, with a sequence number and a time in them.
  rfc2544('8', 'SHOULD', 'test frames as in appendix C', never('another TTL, other data')),
  rfc2544('8', 'MUST', 'the format of test frames is reported', onMachines(trafficIsKnown)),
  rfc2544(
    '9',
    'SHOULD',
    'the smallest and largest frame among them',
    ofSizes((sizes) => sizes.includes(MINIMUM_FRAME) && sizes.includes(MAXIMUM_FRAME), range),
  ),
  rfc2544(
    '9',
    'SHOULD',
    'at least five frame sizes',
    ofSizes(
      (sizes) => sizes.length >= 5,
      (sizes) => String(sizes.length),
    ),
  ),
  rfc2544(
    '9.1',
    'described',
    'the seven frame sizes of Ethernet',
    ofSizes((sizes) => ETHERNET_SIZES.every((size) => sizes.includes(size)), ethernetSizes),
  ),
  rfc2544('10', 'SHOULD', 'only test frames are counted', (run: RunEvidence) =>
    everyTrial(({ sink }, shown) =>
      sink === undefined ? never('NICs count all frames')(run) : met(shown),
    )(run),
  ),
  rfc2544('10', 'SHOULD', 'the length of received frames is verified', never('not verified')),
  rfc2544('10', 'SHOULD', 'sequence numbers are checked', numbered),
  rfc2544('10', 'SHOULD', 'reordered frames, duplicates and gaps are reported', ({ trials }) =>
    trials.some(({ result: { sink } }) => sink?.module.order !== undefined)
      ? deviates('not how many gaps')
      : NOT_APPLICABLE,
  ),
];
