import { inMilliseconds } from '../model/units.js';
import { atValue, type Finding } from '../document/finding.js';
import type { Playbook } from './playbook.js';
import type { Bounded } from './open-loads.js';
import type { BackToBack } from './procedure.js';
import { sendingPorts } from './sending-ports.js';
import { throughputFindings } from './throughput-checks.js';
import { plural } from '../document/wording.js';

type Path = readonly PropertyKey[];

const RULE = 'RFC 9004 section 5';

/** A search holds every length it may try. */
const MOST_LENGTHS = 1_000_000;

/** The whole frames that the longest burst of a back-to-back test has at its frame rate. */
export const longestBurstFrames = ({ longestBurst, frameRate }: Bounded<BackToBack>): number =>
  // Rounded off to a millionth of a frame first: 0.3 s at 70 kpps is 21,000 frames, not 20,999.
  Math.floor(Number(((longestBurst * frameRate) / 1e9).toFixed(6)));

/** What keeps a test from having bursts to try, at one frame size. */
export const burstFinding = (
  playbook: Playbook,
  procedure: Bounded<BackToBack>,
  path: Path,
): Finding | undefined => {
  const { step, longestBurst, frameRate } = procedure;
  const place = [...path, 'step'];
  const longest = longestBurstFrames(procedure);
  if (step < sendingPorts(playbook)) {
    const burst = plural(step, 'frame');
    return atValue(
      place,
      `a burst of ${burst} has no frame to send on each of ${sendingPorts(playbook)} ports`,
    );
  }
  if (step > longest) {
    const burst = `${inMilliseconds(longestBurst)} ms at ${frameRate} pps is ${plural(longest, 'frame')}`;
    return atValue([...path, 'longestBurst'], `must be as long as a step of ${step}: ${burst}`);
  }
  const lengths = Math.floor(longest / step);
  if (lengths <= MOST_LENGTHS) return undefined;
  return atValue(
    [...path, 'longestBurst'],
    `has ${lengths} lengths in steps of ${step}; at most ${MOST_LENGTHS} can be searched: take a longer step`,
  );
};

/** The rules of a back-to-back test that its schema cannot say; of its bursts where it gives the frame rate. */
export const backToBackFindings = (
  playbook: Playbook,
  procedure: BackToBack,
  path: Path,
): Finding[] => {
  const { frameRate } = procedure;
  const step =
    frameRate === undefined ? undefined : burstFinding(playbook, { ...procedure, frameRate }, path);
  return [
    ...throughputFindings(playbook, procedure, path, RULE),
    ...(step === undefined ? [] : [step]),
  ];
};
