import type { Calibration } from '../../model/schema/setup/calibration.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Modifier } from '../../model/modifier.js';
import type { Section } from '../../model/section/section.js';
import { hasFigures, isValid, type TrialOutcome, type TrialResult } from '../../model/trial.js';
import type { Bytes, Nanoseconds } from '../../model/units.js';
import type { RunNetworks } from '../measured-networks.js';

/** A trial by its sequence number; undefined if the journal has none. */
export type TrialOf = (sequence: number) => TrialOutcome | undefined;

/** The block that a trial belongs to; undefined if its test was run in one go. */
export type BlockOf = (sequence: number) => number | undefined;

/** The trial of a number if it is in the journal and has figures. */
export const figuresOf = (trialOf: TrialOf, sequence: number): TrialResult | undefined => {
  const trial = trialOf(sequence);
  return trial !== undefined && hasFigures(trial) ? trial : undefined;
};

/** Of some trials those that a figure rests on: the valid ones. */
export const usedTrials = (sequences: readonly number[], trialOf: TrialOf): readonly number[] =>
  sequences.filter((sequence) => {
    const trial = trialOf(sequence);
    return trial !== undefined && isValid(trial);
  });

/** The least latency of the tester without a router. */
export interface TesterLatency {
  /** bridge: that of the DUT as a bridge is included. */
  readonly through: Calibration['through'];
  /** By frame size, as far as it is known. */
  readonly minimum: ReadonlyMap<Bytes, Nanoseconds>;
}

/** What the sections of a test need in addition to its results. */
export interface ReportContext extends RunNetworks {
  /** The machine that plays the DUT, by its name in the testbed; absent if none was set up. */
  readonly dut?: string | undefined;
  /** Absent if the tester was not calibrated. */
  readonly testerLatency?: TesterLatency | undefined;
  readonly trialOf: TrialOf;
  readonly blockOf?: BlockOf | undefined;
}

/** The conditions of a measurement. */
export interface Cell {
  readonly dataPlane: DataPlaneName;
  /** By name; absent if the playbook has one network. */
  readonly network?: string | undefined;
  /** Absent if there was none. */
  readonly modifier?: Modifier | undefined;
  readonly frameSize: Bytes;
}

/** The result of one test on one data plane, in one network, at one frame size. */
export interface CellOf<Result> extends Cell {
  readonly result: Result;
}

/** Makes the sections of a test from all its results in a run, of which there is at least one. */
export type SectionsOf<Result> = (
  context: ReportContext,
  cells: readonly CellOf<Result>[],
) => readonly Section[];

/** A data plane with the modifier it was measured under, if any. */
export const modifiedPlane = ({
  dataPlane,
  modifier,
}: Pick<Cell, 'dataPlane' | 'modifier'>): string =>
  modifier === undefined || modifier === 'none' ? dataPlane : `${dataPlane} + ${modifier}`;

/** What cells that are compared have in common: `64 bytes`, and the network if there are several. */
export const conditionText = ({
  network,
  frameSize,
}: Pick<Cell, 'network' | 'frameSize'>): string =>
  network === undefined ? `${frameSize} bytes` : `${network}, ${frameSize} bytes`;

/** A data plane as a report names it: with modifier, and network if there are several. */
export const planeName = ({
  network,
  ...plane
}: Pick<Cell, 'dataPlane' | 'network' | 'modifier'>): string =>
  network === undefined ? modifiedPlane(plane) : `${modifiedPlane(plane)}, ${network}`;
