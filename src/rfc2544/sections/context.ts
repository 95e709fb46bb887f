import type { DataPlaneName } from '../../model/data-plane.js';
import type { Modifier } from '../../model/modifier.js';
import type { Media } from '../../model/schema/media.js';
import type { Section } from '../../model/section.js';
import type { TrialResult } from '../../model/trial.js';
import type { Bytes } from '../../model/units.js';

/** A trial by its sequence number; undefined where the journal has none. */
export type TrialOf = (sequence: number) => TrialResult | undefined;

/** What the sections of a test are made from, besides its results. */
export interface ReportContext {
  /** Absent where the archive does not say. */
  readonly media?: Media | undefined;
  readonly trialOf: TrialOf;
}

/** Where something was measured. */
export interface Cell {
  readonly dataPlane: DataPlaneName;
  /** Absent where there was none. */
  readonly modifier?: Modifier | undefined;
  readonly frameSize: Bytes;
}

/** What one test came to on one data plane at one frame size. */
export interface CellOf<Result> extends Cell {
  readonly result: Result;
}

/** Makes the sections of a test from all its results in a run, of which there is at least one. */
export type SectionsOf<Result> = (
  context: ReportContext,
  cells: readonly CellOf<Result>[],
) => readonly Section[];

/** A data plane as a report names it: with the modifier it was measured under, if any. */
export const planeName = ({ dataPlane, modifier }: Pick<Cell, 'dataPlane' | 'modifier'>): string =>
  modifier === undefined || modifier === 'none' ? dataPlane : `${dataPlane} + ${modifier}`;
