import type { TrialRequest } from '../../../model/trial.js';
import { planeName } from '../../../rfc2544/sections/context.js';
import { throughputFoundBy } from '../../../rfc2544/tests/procedure-of.js';
import { collect } from '../../plan/collect.js';
import { totalCost, trialCost } from '../../plan/cost.js';
import { expectedPart, expectedTrials, linksOf, rehearseCell } from '../../plan/expected-trials.js';
import { learnedFrom, type Guess } from '../../plan/guess.js';
import { cellKey, conditionsOf } from '../cell.js';
import type { RunLoads } from '../planned-run.js';
import type { RunEvent } from '../events.js';
import type { CellPart } from '../visits.js';
import { DOING, type CurrentCell, type Outlook } from './outlook.js';

const same = (one: TrialRequest, other: TrialRequest | undefined): boolean =>
  one.intendedLoad === other?.intendedLoad &&
  one.duration === other.duration &&
  one.router === other.router &&
  one.warmUp === other.warmUp;

/** The guess after the trials of a cell. */
const learned = ({ guess, run, begun }: Outlook, { cell, ended }: CurrentCell): Guess => {
  const results = ended.map(({ result }) => result);
  return learnedFrom(guess, linksOf(run, cell), cell, results, [...begun]);
};

/** The outlook with a cell's remaining trials, as expected on a device that agrees with those that have ended. */
const reestimated = (outlook: Outlook, current: CurrentCell): Outlook => {
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

/** An unexpected trial shows that the search has diverged from that on the guessed device. */
const started = (outlook: Outlook, current: CurrentCell, request: TrialRequest): Outlook => {
  const agreeing = same(request, current.next[0])
    ? { ...outlook, current }
    : reestimated(outlook, current);
  const next = agreeing.current?.next.slice(1) ?? [];
  return { ...agreeing, current: { ...current, running: request, next } };
};

/**
 * The outlook after an event of the run. Expectations change only when an unexpected trial starts, and at
 * the end of a cell or block.
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
    case 'trial-replayed': {
      const { cell, block, sequence, result } = event;
      const { request } = result;
      const part = { cell, block, sequence };
      const after = await outlookAfter(
        outlook,
        { type: 'trial-started', ...part, request },
        signal,
      );
      return outlookAfter(after, { type: 'trial-ended', ...part, result }, signal);
    }
    case 'trial-ended': {
      const { sequence, result } = event;
      const sofar = totalCost([made, trialCost(run.playbook, result.request)]);
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
    case 'machines-read-again':
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

/** After a block of a cell that continues later, after blocks of others. */
const afterBlock = (
  outlook: Outlook,
  current: CurrentCell,
  signal: AbortSignal | undefined,
): Promise<Outlook> => {
  const { known } = outlook;
  const underWay = new Map([...known.underWay, [cellKey(current.cell), current.ended]]);
  return afterPart({ ...outlook, known: { ...known, underWay } }, current, [], signal);
};

/** Updates the later cells after the end of a cell or block. @param changed conditions of which more is known */
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
