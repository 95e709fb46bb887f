import { bounded, type Bounded, type Settled } from '../config/open-loads.js';
import { highestLoad } from '../config/playbook-checks.js';
import type { Playbook } from '../config/playbook.js';
import { sendingPorts } from '../config/sending-ports.js';
import { mediaMaximum } from '../model/frame.js';
import type { BitsPerSecond, Bytes, Nanoseconds } from '../model/units.js';
import type { FoundThroughput } from '../rfc2544/found-throughput.js';
import { notMade } from '../rfc2544/not-applicable.js';
import type { Procedure as Trials, TrialShape } from '../rfc2544/procedure.js';
import { learningTime } from '../traffic/trial/learning.js';
import { warmedUp } from '../rfc2544/warm-up.js';
import type { Cell } from './cell.js';
import { extentOf } from './extent.js';
import { trialsOf, type ProcedureResult } from './tests.js';

export type { ProcedureResult } from './tests.js';

/** What a playbook fixes for all trials of a cell, and the length of the one before them. */
export type CellShape = TrialShape & { readonly warmUp: Nanoseconds };

/** A playbook's procedures at one frame size, with the loads they leave to links of this speed. */
export const proceduresAt = (
  playbook: Playbook,
  frameSize: Bytes,
  linkSpeed: BitsPerSecond | undefined,
): readonly Bounded[] => {
  const most = linkSpeed && mediaMaximum(frameSize, linkSpeed, sendingPorts(playbook));
  return playbook.procedures.map((procedure) => bounded(procedure, most));
};

/** A test that is not made has no trial. */
// eslint-disable-next-line require-yield
function* unmade(...[asked, reason]: Parameters<typeof notMade>): Trials<ProcedureResult> {
  return notMade(asked, reason);
}

const warmed = (procedure: Settled, { warmUp, ...shape }: CellShape): Trials<ProcedureResult> =>
  warmedUp(trialsOf(procedure, shape), shape.frameSize, {
    duration: warmUp,
    intendedLoad: highestLoad(procedure),
  });

/**
 * The trials a playbook's procedure wants, one after the other; first one to warm up, if asked for.
 * @param found the throughput that a test before it found, for a procedure that leaves it open
 * @throws RangeError where it is open and none was, which `throughputFindings` rules out
 */
export const procedureOf = (
  procedure: Bounded,
  shape: CellShape,
  found?: FoundThroughput,
): Trials<ProcedureResult> => {
  switch (procedure.test) {
    case 'load-sweep':
    case 'throughput':
    case 'mlrsearch':
    case 'frame-loss-rate':
      return warmed(procedure, shape);
    case 'back-to-back':
    case 'latency':
    case 'system-recovery':
    case 'reset': {
      const given = procedure.throughput;
      const known = given === undefined ? found : ({ state: 'found', load: given } as const);
      if (known === undefined) throw new RangeError('the throughput is not known');
      return known.state === 'none'
        ? unmade(procedure, known.reason)
        : warmed({ ...procedure, throughput: known.load }, shape);
    }
  }
};

/** What a playbook fixes for the trials of a cell. */
export const shapeOf = ({ trial }: Playbook, { frameSize }: Cell): CellShape => ({
  frameSize,
  duration: trial.duration,
  warmUp: trial.warmUp,
});

/** Every cell of a playbook, data plane by data plane: setting one up is what costs. */
export const cellsOf = (playbook: Playbook): readonly Cell[] =>
  playbook.dataPlanes.flatMap((dataPlane) =>
    playbook.modifiers.flatMap((modifier) =>
      playbook.frameSizes.flatMap((frameSize) =>
        playbook.procedures.map(({ test }, procedure): Cell => {
          return { dataPlane, modifier, frameSize, procedure, test };
        }),
      ),
    ),
  );

/** What all cells come to together. */
const overall = (
  playbook: Playbook,
  linkSpeed: BitsPerSecond | undefined,
  perCell: (procedure: Bounded) => number,
): number => {
  const cells = playbook.frameSizes.flatMap((size) => proceduresAt(playbook, size, linkSpeed));
  const times = playbook.dataPlanes.length * playbook.modifiers.length;
  return times * cells.map(perCell).reduce((sum, each) => sum + each, 0);
};

/** The most trials a playbook takes when none is invalid. */
export const plannedTrials = (playbook: Playbook, linkSpeed?: BitsPerSecond): number => {
  const warmUps = playbook.trial.warmUp === 0 ? 0 : 1;
  return overall(
    playbook,
    linkSpeed,
    (procedure) => extentOf(procedure, playbook.trial).most + warmUps,
  );
};

/** How long all trials of a playbook take at most, with the pauses it asks for. */
export const plannedSeconds = (playbook: Playbook, linkSpeed?: BitsPerSecond): number => {
  const { warmUp, learning, learningWait, residualWait, restabilise } = playbook.trial;
  const pauses = learningTime(learning, learningWait) + residualWait + restabilise;
  const warming = warmUp === 0 ? 0 : warmUp + pauses;
  return overall(playbook, linkSpeed, (procedure) => {
    const { most, longest } = extentOf(procedure, playbook.trial);
    return (most * (longest + pauses) + warming) / 1e9;
  });
};
