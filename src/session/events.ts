import type { Procedure } from '../config/playbook.js';
import type { DataPlaneName } from '../model/data-plane.js';
import type { Bytes } from '../model/units.js';
import type { RunState, Setup } from '../results/schema.js';
import type { TrialEvent } from '../rfc2544/procedure.js';
import type { ProcedureResult } from './procedures.js';

/** Which cell of the playbook a trial belongs to. */
export interface Cell {
  readonly dataPlane: DataPlaneName;
  readonly frameSize: Bytes;
  /** Index into the playbook's procedures. */
  readonly procedure: number;
  readonly test: Procedure['test'];
}

/** What happens in a run, in order; displays and archives are folds over these. */
export type RunEvent =
  | { readonly type: 'run-started'; readonly runId: string; readonly plannedTrials: number }
  | { readonly type: 'setup'; readonly setup: Setup }
  | { readonly type: 'cell-started'; readonly cell: Cell }
  | (TrialEvent & { readonly cell: Cell })
  | { readonly type: 'cell-ended'; readonly cell: Cell; readonly result: ProcedureResult }
  | { readonly type: 'run-ended'; readonly state: RunState };

/** Receives a run's events one at a time; the run goes on when the promise resolves. */
export type EventSink = (event: RunEvent) => Promise<void>;
