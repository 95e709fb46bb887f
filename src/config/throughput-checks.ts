import type { Pps } from '../model/units.js';
import { atValue, type Finding } from '../document/finding.js';
import type { Playbook, Procedure } from './playbook.js';
import { isLossFree } from './search-goal.js';
import { plural } from '../document/wording.js';

type Path = readonly PropertyKey[];

/** A test that has to know the throughput. */
interface UsesThroughput {
  /** Absent where the run is to find it. */
  readonly throughput?: Pps;
  /** The most that the media carries; absent where its links say so, or the test does not go beyond the throughput. */
  readonly frameRate?: Pps;
}

/** Whether a procedure finds the throughput of its data plane and frame size. */
const findsThroughput = (procedure: Procedure): boolean =>
  procedure.test === 'throughput' ||
  (procedure.test === 'mlrsearch' && procedure.goals.some(isLossFree));

/** A throughput that is left open has to be found by then. */
const openFindings = ({ procedures }: Playbook, place: Path, rule: string): Finding[] => {
  const before = procedures.slice(0, Number(place[1]));
  if (before.some(findsThroughput)) return [];
  return [
    atValue(
      place,
      'missing, and no test before this one measures it;' +
        ` put a throughput test first, or an mlrsearch without loss (${rule})`,
    ),
  ];
};

/**
 * The rules of the throughput that a test is made at. One that a playbook gives says nothing about
 * another data plane or frame size, and is not above what the media carries.
 * @param path of the procedure: `procedures`, then its index
 * @param rule where it is written that the throughput is measured first
 */
export const throughputFindings = (
  playbook: Playbook,
  { throughput, frameRate }: UsesThroughput,
  path: Path,
  rule: string,
): Finding[] => {
  const { dataPlanes, frameSizes, modifiers } = playbook;
  const place = [...path, 'throughput'];
  if (throughput === undefined) return openFindings(playbook, place, rule);
  const cells = [
    plural(dataPlanes.length, 'data plane'),
    plural(frameSizes.length, 'frame size'),
    ...(modifiers.length > 1 ? [plural(modifiers.length, 'modifier')] : []),
  ];
  return [
    ...(dataPlanes.length * frameSizes.length * modifiers.length > 1
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
