import type { Pps } from '../model/units.js';
import { atValue, type Finding } from './finding.js';
import type { Playbook } from './playbook.js';
import { plural } from './wording.js';

/** A test that has to know the throughput. */
interface UsesThroughput {
  readonly throughput: Pps;
  /** The most that the media carries; absent where the test does not go beyond the throughput. */
  readonly frameRate?: Pps;
}

/**
 * The rules of a throughput that a playbook gives: it says nothing about another data plane or
 * frame size, and is not above what the media carries.
 * @param rule where it is written that the throughput is measured first
 */
export const throughputFindings = (
  { dataPlanes, frameSizes }: Playbook,
  { throughput, frameRate }: UsesThroughput,
  path: readonly PropertyKey[],
  rule: string,
): Finding[] => {
  const place = [...path, 'throughput'];
  const cells = [plural(dataPlanes.length, 'data plane'), plural(frameSizes.length, 'frame size')];
  return [
    ...(dataPlanes.length * frameSizes.length > 1
      ? [
          atValue(
            place,
            'holds for the one data plane and frame size it was measured at;' +
              ` this playbook has ${cells.join(' and ')} (${rule})`,
          ),
        ]
      : []),
    ...(frameRate !== undefined && throughput > frameRate
      ? [
          atValue(
            place,
            `must not be more than frameRate: ${throughput} pps is more than ${frameRate} pps (${rule})`,
          ),
        ]
      : []),
  ];
};
