import type { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import type { WithRates } from '../../document/stated-load.js';
import type { Finding } from '../../document/finding.js';
import type { Section } from '../../model/section/section.js';
import type { ResetKind } from '../../model/trial.js';
import type { Nanoseconds, Pps } from '../../model/units.js';
import type { FoundThroughput } from '../at-throughput/found-throughput.js';
import type { DecidedLoad } from '../conformance/evidence.js';
import type { TestRequirement } from '../conformance/requirement.js';
import type { TestQuantity } from '../quantities/quantity.js';
import type { CellOf, ReportContext } from '../sections/context.js';
import type { TestPlan } from '../test-plan.js';
import type { Blocks } from '../trials/blocks.js';
import type { Procedure, TrialShape } from '../trials/procedure.js';

/** A load that defaults to the line rate of the links. */
export type LinkLoad = 'maximumLoad' | 'frameRate';
/** A load that defaults to the throughput found by an earlier test. */
export type ThroughputLoad = 'throughput' | 'load';

type Given<Spec, Load extends PropertyKey> = Spec & Required<Pick<Spec, keyof Spec & Load>>;

/** A playbook entry for one frame size: no load is left to the link speed. */
export type AtLinkSpeed<Spec> = Given<Spec, LinkLoad>;
/** A playbook entry for one data plane and frame size, with all loads given. */
export type WithLoads<Spec> = Given<Spec, LinkLoad | ThroughputLoad>;

/** A load that a playbook names, and where in the test's entry: `['intendedLoads', 0]`. */
export type NamedLoad = readonly [load: Pps, path: readonly PropertyKey[]];

/** How far apart two loads are, relative to the higher, that a test's result tells apart. */
export interface DistinguishedLoads {
  /** Above 0. */
  readonly ratio: number;
  /** What the test calls it: resolution, width. */
  readonly what: string;
}

/** All trials that a test made at a load. */
export interface TrialsAtLoad {
  readonly intendedLoad: Pps;
  /** Their sequence numbers. */
  readonly trials: readonly number[];
}

/** How long frames took at a load. */
export interface FrameTimes {
  readonly load: Pps;
  /** Of one frame in each of some trials. */
  readonly times: readonly Nanoseconds[];
  /** The sequence numbers of those trials, those of lost frames included. */
  readonly trials: readonly number[];
}

/** The cost of a test at one frame size, as known before it runs. */
export interface Extent {
  /** The most trials it takes when none is invalid. */
  readonly most: number;
  /** How long a trial is at most. */
  readonly longest: Nanoseconds;
}

/**
 * A test that can be made in blocks, with other trials between them. None of its loads comes from
 * an earlier test.
 */
export interface MadeInBlocks<Spec, Result> {
  /** How many there are. */
  count(spec: Spec): number;
  /** Its trials, block by block. */
  procedure(spec: WithLoads<Spec>, shape: TrialShape): Blocks<Result>;
}

/** A test that looks for the throughput, or for loads that lose no more than they may. */
export interface ThroughputSearch<Spec, Result> {
  /** Whether later tests can use its result as the throughput: it allows no loss. */
  findsThroughput(spec: Spec): boolean;
  /** What it found for them; undefined if it looked for none. */
  found(result: Result): FoundThroughput | undefined;
  /** The load above it that lost frames; undefined if none did, as none that was measured. */
  lossAbove(result: Result): Pps | undefined;
  /** The most loss that it allows, as a fraction. */
  lossRatio(spec: Spec): number;
}

/** A test that runs, or may run, at the throughput. */
export interface MadeAtThroughput<Spec, Result> {
  readonly load: ThroughputLoad;
  /** The section that requires the throughput to be measured first, if any. */
  readonly rule?: string;
  /** Whether an entry runs it at another load. */
  isElsewhere?(spec: Spec): boolean;
  /** The result if there is no throughput to run it at. */
  notMade(spec: Spec, reason: string): Result;
}

/**
 * A test that a playbook can ask for: everything that is specific to it.
 * @typeParam Spec an entry of the playbook's procedures
 * @typeParam Result what the archive holds of it
 */
export interface Test<Spec, Result> {
  /** The load that depends on the link speed if the playbook does not give it. */
  readonly linkLoad?: LinkLoad;
  readonly atThroughput?: MadeAtThroughput<Spec, Result>;
  readonly search?: ThroughputSearch<Spec, Result>;
  /**
   * Whether it needs per-frame timestamps. On machines pktgen stamps frames, and the sink's module
   * frame_sink reads the stamps; `optional` if it can do without.
   */
  readonly timestamps: 'required' | 'optional' | 'unused';
  /** Its trials trace the DUT's kernel, which perturbs it: they give no figures of the DUT. */
  readonly diagnoses?: true;
  /** How it resets the DUT; absent if it does not. */
  resetKind?(spec: Spec): ResetKind;
  /** Whether its trials do not depend on results, so that all of them can be made at once. */
  isForeseeable(spec: Spec): boolean;
  /** Every load that the playbook gives it; none that it leaves open. */
  loads(spec: Spec): readonly NamedLoad[];
  /** The entry without one of its loads, by its path; undefined if it needs that load. */
  without?(spec: Spec, path: readonly PropertyKey[]): Spec | undefined;
  /** Rules that its schema cannot express. Paths are within the entry. */
  rules(spec: Spec, plan: TestPlan): readonly Finding[];
  /** Rules of the load that may be left to the link speed, once it is known. */
  linkLoadRules?(spec: AtLinkSpeed<Spec>, plan: TestPlan): readonly Finding[];
  /** How close two loads may be for its result to tell them apart; absent if it reports loads as offered. */
  distinguishes?(spec: Spec): DistinguishedLoads;
  /** The lowest load that it offers, if that follows from those it is given. */
  lowestLoad?(spec: WithLoads<Spec>): NamedLoad;
  /** Its shortest trial, in which every stream must have a frame to send; undefined if `rules` check that. */
  shortestTrial(spec: Spec, plan: TestPlan): Nanoseconds | undefined;
  extent(spec: AtLinkSpeed<Spec>, trialDuration: Nanoseconds): Extent;
  /** Its trials, one after the other. */
  procedure(spec: WithLoads<Spec>, shape: TrialShape): Procedure<Result>;
  /** How it runs repeat by repeat, so that data planes can be interleaved; absent if it runs in one go. */
  readonly blocks?: MadeInBlocks<Spec, Result>;
  /** The loads that its result has figures of; absent if section 24 of RFC 2544 does not apply. */
  decided?(result: Result): readonly DecidedLoad[];
  /** The trials at each load in its result, if it offers one load after the other. */
  byLoad?(result: Result): readonly TrialsAtLoad[];
  /** How long frames took at a load, if its result has that. */
  frameTimes?(result: Result): FrameTimes | undefined;
  /** What its results are compared by; a threshold that names none is about the first. */
  readonly quantities: readonly TestQuantity<Result>[];
  /** The requirements of RFC 2544 and its updates for it, if any. */
  readonly conformance?: readonly TestRequirement<Result>[];
  /** Its sections in a report, from all its results in a run; there is at least one. */
  sections(context: ReportContext, cells: readonly CellOf<Result>[]): readonly Section[];
}

/** A test with the form of its entry in a playbook and of its result in an archive. */
export interface TestDefinition<
  SpecSchema extends z.ZodObject,
  ResultSchema extends z.ZodObject,
> extends Test<WithRates<z.output<SpecSchema>>, DeepReadonly<z.output<ResultSchema>>> {
  readonly name: z.output<SpecSchema>['test'];
  readonly specSchema: SpecSchema;
  readonly resultSchema: ResultSchema;
}

/** Checks that the parts of a test belong together. */
export const defineTest = <SpecSchema extends z.ZodObject, ResultSchema extends z.ZodObject>(
  definition: TestDefinition<SpecSchema, ResultSchema>,
): TestDefinition<SpecSchema, ResultSchema> => definition;
