import type { Playbook } from '../config/playbook.js';
import type { DataPlaneName } from '../model/data-plane.js';
import { Failure, Interrupted, reasonOf } from '../model/failure.js';
import type { Measurer } from '../rfc2544/measurer.js';
import { conduct } from '../rfc2544/procedure.js';
import type { EventSink } from './events.js';
import { cellsOf, plannedTrials, procedureOf, shapeOf } from './procedures.js';

/** What is measured and who is told, wherever the trials take place. */
export interface Measuring {
  readonly playbook: Playbook;
  readonly runId: string;
  /** Aborting it ends the run: everything is undone, then Interrupted is thrown. */
  readonly signal: AbortSignal;
  readonly emit: EventSink;
  /** Told in passing what is being done, for whoever watches. */
  readonly announce: (text: string) => void;
}

/** Does the work of a run between the events that say how it began and ended. @throws Failure */
export const asRun = async (
  { playbook, runId, signal, emit }: Measuring,
  work: () => Promise<void>,
): Promise<void> => {
  await emit({ type: 'run-started', runId, plannedTrials: plannedTrials(playbook) });
  try {
    await work();
    await emit({ type: 'run-ended', state: { state: 'complete' } });
  } catch (error) {
    const message = reasonOf(error);
    if (!isInterruption(error, signal)) {
      await emit({ type: 'run-ended', state: { state: 'failed', message } });
      throw error;
    }
    await emit({ type: 'run-ended', state: { state: 'interrupted' } });
    throw new Interrupted(`running ${playbook.name}`);
  }
};

/** A failure that an interruption brought about counts as one, unless something stayed undone. */
const isInterruption = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted && error instanceof Failure && error.kind === 'interrupted';

/** Conducts all of a playbook's procedures on one data plane. */
export const measureDataPlane = async (
  measurer: Measurer,
  dataPlane: DataPlaneName,
  { playbook, signal, emit }: Measuring,
  nextSequence: () => number,
): Promise<void> => {
  for (const cell of cellsOf(playbook).filter((each) => each.dataPlane === dataPlane)) {
    const procedure = playbook.procedures[cell.procedure];
    if (procedure === undefined) throw new RangeError(`no procedure number ${cell.procedure}`);
    await emit({ type: 'cell-started', cell });
    const result = await conduct(procedureOf(procedure, shapeOf(playbook, cell)), measurer, {
      signal,
      nextSequence,
      observe: (event) => emit({ ...event, cell }),
    });
    await emit({ type: 'cell-ended', cell, result });
  }
};

/** The numbers of a run's trials: 1, 2, … */
export const trialNumbers = (): (() => number) => {
  let last = 0;
  return () => (last += 1);
};
