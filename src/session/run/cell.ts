import type { Playbook } from '../../config/playbook.js';
import { networksOn, playbookOf, type OfOneNetwork } from '../../config/networks/networks.js';
import { REFERENCE } from '../../model/network/network.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Modifier } from '../../model/modifier.js';
import type { BitsPerSecond, Bytes } from '../../model/units.js';
import type { TestName, TestSpec } from '../../rfc2544/tests/index.js';
import { maximumOf, withMaximumLoad } from '../../rfc2544/tests/open-loads.js';
import type { TestShape } from '../../rfc2544/tests/procedure-of.js';
import { wholeNanoseconds } from '../../rfc2544/trials/pacing.js';
import { playbookAt, type PlannedRun } from './planned-run.js';

/** What the DUT is set up for: a data plane in a network, under a modifier. */
export interface RunPlace {
  readonly dataPlane: DataPlaneName;
  /** Its name; undefined if the playbook has one network. */
  readonly network?: string | undefined;
  readonly modifier: Modifier;
}

/** Which cell of the playbook a trial belongs to. */
export interface RunCell extends RunPlace {
  readonly frameSize: Bytes;
  /** Index into the playbook's procedures. */
  readonly procedure: number;
  readonly test: TestName;
}

/** A data plane in a network. */
export type RunSetup = Pick<RunPlace, 'dataPlane' | 'network'>;

/**
 * Every data plane in each of its networks: the reference first, then data plane by data plane, as setting
 * one up is slow.
 */
export const setupsOf = (playbook: Playbook): readonly RunSetup[] => [
  ...(playbook.reference === undefined
    ? []
    : [{ dataPlane: playbook.reference.dataPlane, network: REFERENCE }]),
  ...playbook.dataPlanes.flatMap((dataPlane) =>
    networksOn(playbook, dataPlane).map(({ name: network }) => ({ dataPlane, network })),
  ),
];

/** Every place of a playbook, in that order. */
export const placesOf = (playbook: Playbook): readonly RunPlace[] =>
  setupsOf(playbook).flatMap((setup) =>
    playbookOf(playbook, setup.network).modifiers.map((modifier) => ({ ...setup, modifier })),
  );

/** Every cell of a place. */
export const cellsAt = (playbook: Playbook, place: RunPlace): readonly RunCell[] => {
  const { procedures } = playbookOf(playbook, place.network);
  return playbook.frameSizes.flatMap((frameSize) =>
    procedures.map(({ test }, procedure): RunCell => ({ ...place, frameSize, procedure, test })),
  );
};

/** Every cell of a playbook, place by place. */
export const cellsOf = (playbook: Playbook): readonly RunCell[] =>
  placesOf(playbook).flatMap((place) => cellsAt(playbook, place));

/** Whether two places have the same data plane and network. */
export const sameSetup = (one: RunSetup, other: RunSetup): boolean =>
  one.dataPlane === other.dataPlane && one.network === other.network;

/** Whether two places are the same. */
export const samePlace = (one: RunPlace, other: RunPlace): boolean =>
  sameSetup(one, other) && one.modifier === other.modifier;

/** The conditions for which an earlier test finds the throughput that later tests use, as a map key. */
export const conditionsOf = ({
  dataPlane,
  network = '',
  modifier,
  frameSize,
}: Omit<RunCell, 'procedure' | 'test'>): string =>
  [dataPlane, network, modifier, frameSize].join('|');

/** A cell as a map key. */
export const cellKey = (cell: RunCell): string => `${conditionsOf(cell)}|${cell.procedure}`;

/** A playbook's tests at one frame size in one network; loads left open are those of links of this speed. */
export const specsAt = (
  playbook: OfOneNetwork,
  frameSize: Bytes,
  linkSpeed: BitsPerSecond | undefined,
): readonly TestSpec[] => {
  const maximum = maximumOf(playbook, frameSize, linkSpeed);
  return playbook.procedures.map((spec) => withMaximumLoad(spec, maximum));
};

/** The test of a cell. @throws RangeError for a cell of another playbook */
export const specOf = (run: PlannedRun, { network, frameSize, procedure }: RunCell): TestSpec => {
  const own = playbookOf(playbookAt(run, frameSize), network);
  const spec = specsAt(own, frameSize, run.linkSpeed)[procedure];
  if (spec === undefined) throw new RangeError(`no procedure number ${procedure}`);
  return spec;
};

/** The parameters of a cell's trials that the playbook sets. */
export const shapeOf = (
  run: PlannedRun,
  { network, frameSize }: Pick<RunCell, 'network' | 'frameSize'>,
): TestShape => {
  const own = playbookOf(playbookAt(run, frameSize), network);
  const { count, traffic } = own.routers;
  return {
    frameSize,
    duration: own.trial.duration,
    warmUp: own.trial.warmUp,
    pacing: wholeNanoseconds(own),
    routersInTurn: traffic === 'in-turn' ? count : undefined,
    inBlocks: run.playbook.order === 'interleaved' && network !== REFERENCE,
    atOnce: network === REFERENCE ? run.atOnce : undefined,
  };
};
