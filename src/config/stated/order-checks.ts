import { atValue, type Finding } from '../../document/finding.js';
import { sum } from '../../model/numbers/sum.js';
import { ALL_TESTS } from '../../rfc2544/tests/index.js';
import { blockCount } from '../../rfc2544/tests/procedure-of.js';
import { networksOf } from '../networks/networks.js';
import type { Playbook } from '../playbook.js';

/** The number of combinations of data plane, network and modifier. */
const placesOf = (playbook: Playbook): number =>
  sum(
    networksOf(playbook).map(
      ({ playbook: { dataPlanes, modifiers } }) => dataPlanes.length * modifiers.length,
    ),
  );

const inBlocks = ALL_TESTS.filter(({ blocks }) => blocks !== undefined)
  .map(({ name }) => name)
  .join(' or ');

/** Interleaving needs something to interleave. */
export const orderFindings = (playbook: Playbook): Finding[] => {
  const { order, procedures } = playbook;
  if (order !== 'interleaved') return [];
  if (placesOf(playbook) < 2) {
    return [
      atValue(['order'], 'one data plane cannot be interleaved: name others, or leave order out'),
    ];
  }
  if (procedures.every((spec) => blockCount(spec) < 2)) {
    return [
      atValue(
        ['order'],
        `data planes are interleaved repeat by repeat, and no test here has several: give a ${inBlocks} test 'repeats' of 2 or more, or leave order out`,
      ),
    ];
  }
  return [];
};
