import type { DataPlaneName } from '../../model/data-plane.js';
import type { Modifier } from '../../model/modifier.js';
import type { Asked } from '../../model/schema/asked.js';
import type { DutSetup } from '../../model/schema/setup/dut-setup.js';
import type { TrialResult } from '../../model/trial.js';
import type { Bytes, Pps } from '../../model/units.js';
import type { RunNetworks } from '../measured-networks.js';
import type { Cell } from '../sections/context.js';

interface RoleFacts {
  readonly ports: readonly { readonly name: string; readonly isolated?: true }[];
}

/** The keys of run.json that rows are judged by. Keys that older archives lack are optional. */
export interface RunFacts extends RunNetworks {
  readonly environment: { readonly kind: string };
  readonly asked?: Asked;
  readonly trials?: number;
  readonly dutSetups?: readonly DutSetup[];
  readonly setup: {
    readonly roles: Readonly<Record<'generator' | 'dut' | 'sink', RoleFacts>>;
    readonly sinkCounting?: { readonly by: 'frame-sink' | 'nic' };
    readonly softwareNic?: object;
  } | null;
}

/** A line of the journal, of a trial that has figures. */
export interface JournaledTrial {
  readonly sequence: number;
  readonly dataPlane: DataPlaneName;
  /** By name; absent if the playbook has one network. */
  readonly network?: string;
  /** Absent if there was none. */
  readonly modifier?: Modifier;
  readonly procedure: number;
  readonly result: TrialResult;
}

/** A load that a result has figures of, and the trials they rest on. */
export interface DecidedLoad {
  readonly load: Pps;
  readonly trials: readonly number[];
}

/** What a run has of one procedure on one data plane, in one network, at one frame size. */
export interface JudgedCell<Result> extends Cell {
  readonly procedure: number;
  readonly test: string;
  /** Undefined if the procedure did not end, or did not begin. */
  readonly result: Result | undefined;
  /** In the order they ran, including invalid ones, without the warm-up trial. */
  readonly trials: readonly JournaledTrial[];
  /** The loads that its result has figures of; none if there is no result. */
  readonly decided: readonly DecidedLoad[];
  /** Whether the trials that figures rest on are to last 60 s; otherwise the test has its own durations. */
  readonly fullLength: boolean;
  /** Whether it searches for the throughput. */
  readonly searches: boolean;
  /** What the last search before it found for the same cell. */
  readonly throughput: Pps | undefined;
}

/** A run's archive, arranged for the judges. */
export interface RunEvidence {
  readonly facts: RunFacts;
  /** All that have figures, except warm-up trials. */
  readonly trials: readonly JournaledTrial[];
  /** A trial by its number; undefined if the journal has none that has figures. */
  readonly trialOf: (sequence: number) => TrialResult | undefined;
  /** Which trials the journal lacks, in words; undefined if it has all of them. */
  readonly missing: string | undefined;
  /** One for each that was asked for. */
  readonly cells: readonly JudgedCell<unknown>[];
}

/** The evidence for one test. */
export interface TestEvidence<Result> {
  readonly run: RunEvidence;
  readonly cells: readonly JudgedCell<Result>[];
}

/** A cell apart from its frame size. */
type Plane = Pick<Cell, 'dataPlane' | 'network' | 'modifier'>;

/** Whether two cells are of the same router in the same network under the same condition. */
export const samePlane = (one: Plane, other: Plane): boolean =>
  one.dataPlane === other.dataPlane &&
  one.network === other.network &&
  (one.modifier ?? 'none') === (other.modifier ?? 'none');

/** The frame sizes of some cells, each once, in rising order. */
export const sizesOf = (cells: readonly Cell[]): readonly Bytes[] =>
  [...new Set(cells.map(({ frameSize }) => frameSize))].toSorted((one, other) => one - other);
