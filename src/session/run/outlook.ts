import type { DataPlaneName } from '../../model/data-plane.js';
import type { TrialRequest } from '../../model/trial.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { rehearse } from '../../rfc2544/simulated-device/rehearsal.js';
import { simulate } from '../../rfc2544/simulated-device/simulated-device.js';
import { testOf } from '../../rfc2544/tests/index.js';
import { procedureOf, throughputFoundBy } from '../../rfc2544/tests/procedure-of.js';
import { loadBounds, type LoadBounds } from '../../rfc2544/trials/load-bounds.js';
import type { EndedTrial } from '../../rfc2544/trials/procedure.js';
import { costsTogether, NO_COST, trialCost, type Cost } from '../plan/cost.js';
import {
  conditionsOf,
  expectedTrials,
  linksOf,
  type ExpectedCell,
  type FoundThroughputs,
} from '../plan/expected-trials.js';
import { FIRST_GUESS, guessedDevice, learnedFrom, type Guess } from '../plan/guess.js';
import { samePlace, shapeOf, specOf, type RunCell } from './cell.js';
import type { PlannedRun, RunLoads } from './planned-run.js';
import type { RunEvent } from './events.js';

/** A cell that is being measured. */
interface CurrentCell {
  readonly cell: RunCell;
  readonly ended: readonly EndedTrial[];
  /** The trial that is running. */
  readonly running: TrialRequest | undefined;
  /** The trials expected after it. */
  readonly next: readonly TrialRequest[];
}

/** How far a run has come, and what is expected of the rest of it. Immutable. */
export interface Outlook {
  readonly run: PlannedRun;
  /** What the devices are taken for by now. */
  readonly guess: Guess;
  readonly found: FoundThroughputs;
  /** Trials that have ended. */
  readonly made: Cost;
  /** The data plane, the network and the modifier that are set up. */
  readonly place: string | undefined;
  readonly current: CurrentCell | undefined;
  /** Cells that have not begun. */
  readonly later: readonly ExpectedCell[];
}

/** The outlook before a run begins. */
export const outlookOf = (run: PlannedRun, guess = FIRST_GUESS): Outlook => ({
  run,
  guess,
  found: new Map(),
  made: NO_COST,
  place: undefined,
  current: undefined,
  later: expectedTrials(run, guess),
});

/** What is expected to come, the trial that is running among it. */
export const aheadOf = ({ run, current, later }: Outlook): Cost => {
  const running = current?.running === undefined ? [] : [current.running];
  const own = [...running, ...(current?.next ?? [])];
  return costsTogether([
    ...own.map((request) => trialCost(run.playbook, request)),
    ...later.map(({ cost }) => cost),
  ]);
};

/** The loads between which frames begin to be lost, while they are searched for. */
export const liveBounds = ({ current, run }: Outlook): LoadBounds => {
  if (current === undefined) return {};
  const spec = specOf(run, current.cell);
  if (testOf(spec).search === undefined) return {};
  return loadBounds(current.ended.map(({ result }) => result));
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

/** The trials expected of a cell after those that have ended, on a device that agrees with them. */
const rest = (outlook: Outlook, { cell, ended }: CurrentCell): readonly TrialRequest[] => {
  const { run, found } = outlook;
  const procedure = procedureOf(
    specOf(run, cell),
    shapeOf(run, cell),
    found.get(conditionsOf(cell)),
  );
  const guess = learned(outlook, cell, ended);
  return rehearse(procedure, simulate(guessedDevice(guess, linksOf(run, cell), cell)), ended)
    .trials;
};

const learned = ({ guess, run, later }: Outlook, cell: RunCell, ended: readonly EndedTrial[]) => {
  const waiting = new Set<DataPlaneName>(later.map((each) => each.cell.dataPlane));
  const measured = run.playbook.dataPlanes.filter((name) => !waiting.has(name));
  const results = ended.map(({ result }) => result);
  return learnedFrom(guess, linksOf(run, cell), cell, results, measured);
};

/** A trial that was not expected shows that the search went another way than on the guessed device. */
const started = (outlook: Outlook, current: CurrentCell, request: TrialRequest): CurrentCell => {
  const [expected, ...next] = current.next;
  if (same(request, expected)) return { ...current, running: request, next };
  return { ...current, running: request, next: rest(outlook, current).slice(1) };
};

/**
 * The outlook after an event of the run. What is expected changes only where a trial is made that was
 * not expected, and at the end of a cell.
 */
export const outlookAfter = (outlook: Outlook, event: RunEvent): Outlook => {
  const { current, later, made, run } = outlook;
  switch (event.type) {
    case 'cell-started': {
      const [expected, ...others] = later;
      const begun = {
        cell: event.cell,
        ended: [],
        running: undefined,
        next: expected?.trials ?? [],
      };
      return { ...outlook, place: planeName(event.cell), current: begun, later: others };
    }
    case 'trial-started':
      return current === undefined
        ? outlook
        : { ...outlook, current: started(outlook, current, event.request) };
    case 'trial-ended': {
      const { sequence, result } = event;
      const sofar = costsTogether([made, trialCost(run.playbook, result.request)]);
      if (current === undefined) return { ...outlook, made: sofar };
      const ended = [...current.ended, { sequence, result }];
      return { ...outlook, made: sofar, current: { ...current, ended, running: undefined } };
    }
    case 'loads-known':
      return afterReference(outlook, event.loads);
    case 'left-out':
      return event.left.single
        ? outlook
        : { ...outlook, later: later.filter(({ cell }) => !sameCell(cell, event.cell)) };
    case 'cell-ended':
      return afterCell(outlook, event.cell, throughputFoundBy(event.result));
    case 'run-started':
    case 'set-up-started':
    case 'setup':
    case 'dut-set-up':
    case 'kernel-log':
    case 'machines-read-again':
    case 'profiled':
    case 'run-ended':
      return outlook;
  }
};

const sameCell = (one: RunCell, other: RunCell): boolean =>
  samePlace(one, other) && one.frameSize === other.frameSize && one.procedure === other.procedure;

/** The cells after the reference, with their loads. */
const afterReference = (outlook: Outlook, loads: RunLoads): Outlook => {
  const run = { ...outlook.run, loads };
  const cells = outlook.later.map(({ cell }) => cell);
  return { ...outlook, run, later: expectedTrials(run, outlook.guess, cells, outlook.found) };
};

/** The cells after one that has ended, by what it found. */
const afterCell = (
  outlook: Outlook,
  cell: RunCell,
  throughput: ReturnType<typeof throughputFoundBy>,
): Outlook => {
  const { run, current } = outlook;
  const guess = learned(outlook, cell, current?.ended ?? []);
  const found =
    throughput === undefined
      ? outlook.found
      : new Map([...outlook.found, [conditionsOf(cell), throughput]]);
  const affected = outlook.later
    .map((later) => later.cell)
    .filter((later) => guess !== outlook.guess || conditionsOf(later) === conditionsOf(cell));
  const anew = new Map(
    expectedTrials(run, guess, affected, found).map((expected) => [expected.cell, expected]),
  );
  const later = outlook.later.map((expected) => anew.get(expected.cell) ?? expected);
  return { ...outlook, guess, found, later, current: undefined };
};
