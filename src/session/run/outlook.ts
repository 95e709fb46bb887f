import type { DataPlaneName } from '../../model/data-plane.js';
import type { TrialRequest } from '../../model/trial.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { blockCount, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import { testOf } from '../../rfc2544/tests/index.js';
import { loadBounds, type LoadBounds } from '../../rfc2544/trials/load-bounds.js';
import type { EndedTrial } from '../../rfc2544/trials/procedure.js';
import { collect } from '../plan/collect.js';
import { costsTogether, NO_COST, trialCost, type Cost } from '../plan/cost.js';
import {
  expectedPart,
  expectedTrials,
  linksOf,
  NOTHING_KNOWN,
  rehearseCell,
  type ExpectedPart,
  type KnownSoFar,
} from '../plan/expected-trials.js';
import { FIRST_GUESS, learnedFrom, type Guess } from '../plan/guess.js';
import { cellKey, conditionsOf, specOf } from './cell.js';
import type { PlannedRun, RunLoads } from './planned-run.js';
import type { RunEvent } from './events.js';
import type { CellPart } from './visits.js';

/** A cell that is being measured, or a block of one. */
interface CurrentCell extends CellPart {
  /** Of the whole cell. */
  readonly ended: readonly EndedTrial[];
  /** How many of them are of this block. */
  readonly endedInPart: number;
  /** The trial that is running. */
  readonly running: TrialRequest | undefined;
  /** The trials expected after it, in this block. */
  readonly next: readonly TrialRequest[];
}

/** How far a run has come, and what is expected of the rest of it. Immutable. */
export interface Outlook {
  readonly run: PlannedRun;
  /** What the devices are taken for by now. */
  readonly guess: Guess;
  readonly known: KnownSoFar;
  /** Data planes that have been measured, if only in part. */
  readonly begun: ReadonlySet<DataPlaneName>;
  /** Trials that have ended. */
  readonly made: Cost;
  /** The data plane, the network and the modifier that are set up. */
  readonly place: string | undefined;
  readonly current: CurrentCell | undefined;
  /** What has not begun: cells, and blocks of them. */
  readonly later: readonly ExpectedPart[];
  /** The number of each cell, from 1, in the order in which they begin: see `cellKey`. */
  readonly numbers: ReadonlyMap<string, number>;
}

const DOING = 'working out how long the run takes';

const numbersOf = (parts: readonly CellPart[]): ReadonlyMap<string, number> => {
  const keys = new Set(parts.map(({ cell }) => cellKey(cell)));
  return new Map([...keys].map((key, index) => [key, index + 1]));
};

/** The outlook before a run begins. @throws Interrupted */
export const outlookOf = async (
  run: PlannedRun,
  guess = FIRST_GUESS,
  signal?: AbortSignal,
): Promise<Outlook> => {
  const later = await collect(expectedTrials(run, guess), DOING, signal);
  return {
    ...{ run, guess, known: NOTHING_KNOWN, begun: new Set(), made: NO_COST },
    ...{ place: undefined, current: undefined, later, numbers: numbersOf(later) },
  };
};

/** What is expected to come, the trial that is running among it. */
export const aheadOf = ({ run, current, later }: Outlook): Cost => {
  const running = current?.running === undefined ? [] : [current.running];
  const own = [...running, ...(current?.next ?? [])];
  return costsTogether([
    ...own.map((request) => trialCost(run.playbook, request)),
    ...later.map(({ cost }) => cost),
  ]);
};

/** Where a run is: the number of a cell, its block, and the trial in it, each of how many. */
export interface Position {
  readonly cell: number;
  readonly cells: number;
  /** Undefined where the cell is measured in one go. */
  readonly block: { readonly number: number; readonly of: number } | undefined;
  /** In the cell, or its block: that which is running, or else the next one. */
  readonly trial: number;
  readonly trials: number;
}

/** Where a run is; undefined between two cells. */
export const positionOf = ({ run, current, numbers }: Outlook): Position | undefined => {
  if (current === undefined) return undefined;
  const { cell, block, endedInPart, running, next } = current;
  const trials = endedInPart + (running === undefined ? 0 : 1) + next.length;
  return {
    cell: numbers.get(cellKey(cell)) ?? 0,
    cells: numbers.size,
    block: block === undefined ? undefined : { number: block, of: blockCount(specOf(run, cell)) },
    trial: Math.min(trials, endedInPart + 1),
    trials,
  };
};

/** The loads between which frames begin to be lost, while they are searched for. */
export const liveBounds = ({ current, run }: Outlook): LoadBounds => {
  if (current === undefined) return {};
  const spec = specOf(run, current.cell);
  if (testOf(spec).search === undefined) return {};
  const { ended, endedInPart } = current;
  return loadBounds(ended.slice(ended.length - endedInPart).map(({ result }) => result));
};

/** How many data planes, in how many networks and under how many modifiers, have yet to be set up. */
export const setUpsAhead = ({ place, later }: Outlook): number => {
  const places = [place, ...later.map(({ cell }) => planeName(cell))];
  return places.filter((each, index) => index > 0 && each !== places[index - 1]).length;
};

const same = (one: TrialRequest, other: TrialRequest | undefined): boolean =>
  one.intendedLoad === other?.intendedLoad &&
  one.duration === other.duration &&
  one.router === other.router &&
  one.warmUp === other.warmUp;

/** The guess by the trials of a cell. */
const learned = ({ guess, run, begun }: Outlook, { cell, ended }: CurrentCell): Guess => {
  const results = ended.map(({ result }) => result);
  return learnedFrom(guess, linksOf(run, cell), cell, results, [...begun]);
};

/** The outlook with what is expected of a cell after the trials that have ended, on a device that agrees with them. */
const anew = (outlook: Outlook, current: CurrentCell): Outlook => {
  const { run, known, later } = outlook;
  const { cell, block, ended } = current;
  const rehearsal = rehearseCell(run, learned(outlook, current), cell, known.found, ended);
  const key = cellKey(cell);
  return {
    ...outlook,
    current: { ...current, next: expectedPart(run, { cell, block }, rehearsal).trials },
    later:
      block === undefined
        ? later
        : later.map((part) =>
            cellKey(part.cell) === key ? expectedPart(run, part, rehearsal) : part,
          ),
  };
};

/** A trial that was not expected shows that the search went another way than on the guessed device. */
const started = (outlook: Outlook, current: CurrentCell, request: TrialRequest): Outlook => {
  const agreeing = same(request, current.next[0])
    ? { ...outlook, current }
    : anew(outlook, current);
  const next = agreeing.current?.next.slice(1) ?? [];
  return { ...agreeing, current: { ...current, running: request, next } };
};

/**
 * The outlook after an event of the run. What is expected changes only where a trial is made that was
 * not expected, and at the end of a cell, or of a block.
 * @throws Interrupted, as thousands of cells take seconds
 */
export const outlookAfter = async (
  outlook: Outlook,
  event: RunEvent,
  signal?: AbortSignal,
): Promise<Outlook> => {
  const { current, later, made, run, known, begun } = outlook;
  switch (event.type) {
    case 'cell-started': {
      const before = current === undefined ? outlook : await afterBlock(outlook, current, signal);
      const [expected, ...others] = before.later;
      const { cell, block } = event;
      const ended = before.known.underWay.get(cellKey(cell)) ?? [];
      const next = expected?.trials ?? [];
      return {
        ...before,
        place: planeName(cell),
        begun: new Set([...begun, cell.dataPlane]),
        current: { ...{ cell, block, ended, endedInPart: 0, next }, running: undefined },
        later: others,
      };
    }
    case 'trial-started':
      return current === undefined ? outlook : started(outlook, current, event.request);
    case 'trial-ended': {
      const { sequence, result } = event;
      const sofar = costsTogether([made, trialCost(run.playbook, result.request)]);
      if (current === undefined) return { ...outlook, made: sofar };
      const ended = [...current.ended, { sequence, result }];
      const endedInPart = current.endedInPart + 1;
      return {
        ...outlook,
        made: sofar,
        current: { ...current, ended, endedInPart, running: undefined },
      };
    }
    case 'loads-known':
      return afterReference(outlook, event.loads, signal);
    case 'left-out':
      return event.left.single
        ? outlook
        : { ...outlook, later: later.filter(({ cell }) => cellKey(cell) !== cellKey(event.cell)) };
    case 'cell-ended': {
      const key = conditionsOf(event.cell);
      const throughput = throughputFoundBy(event.result);
      const underWay = new Map(known.underWay);
      underWay.delete(cellKey(event.cell));
      const found =
        throughput === undefined ? known.found : new Map([...known.found, [key, throughput]]);
      const ended = { ...outlook, known: { found, underWay } };
      return afterPart(ended, current, [key], signal);
    }
    case 'run-started':
    case 'set-up-started':
    case 'setup':
    case 'dut-set-up':
    case 'kernel-log':
    case 'profiled':
    case 'run-ended':
      return outlook;
  }
};

/** The cells after the reference, with their loads. */
const afterReference = async (
  outlook: Outlook,
  loads: RunLoads,
  signal: AbortSignal | undefined,
): Promise<Outlook> => {
  const run = { ...outlook.run, loads };
  const expected = expectedTrials(run, outlook.guess, outlook.later, outlook.known);
  return { ...outlook, run, later: await collect(expected, DOING, signal) };
};

/** A cell that goes on later, after the blocks of others. */
const afterBlock = (
  outlook: Outlook,
  current: CurrentCell,
  signal: AbortSignal | undefined,
): Promise<Outlook> => {
  const { known } = outlook;
  const underWay = new Map([...known.underWay, [cellKey(current.cell), current.ended]]);
  return afterPart({ ...outlook, known: { ...known, underWay } }, current, [], signal);
};

/** The cells after one that has ended, or a block of it, by what it showed. @param changed conditions of which more is known */
const afterPart = async (
  outlook: Outlook,
  current: CurrentCell | undefined,
  changed: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Outlook> => {
  const { run, known } = outlook;
  const guess = current === undefined ? outlook.guess : learned(outlook, current);
  const isAffected = ({ cell }: CellPart): boolean =>
    guess !== outlook.guess || changed.includes(conditionsOf(cell));
  const affected = outlook.later.filter(isAffected);
  const expected = await collect(expectedTrials(run, guess, affected, known), DOING, signal);
  const next = expected.values();
  const later = outlook.later.map((part) =>
    isAffected(part) ? (next.next().value ?? part) : part,
  );
  return { ...outlook, guess, later, current: undefined };
};
