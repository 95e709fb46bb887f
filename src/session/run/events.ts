import type { InstructionProfile } from '../../model/instruction-profile.js';
import type { SetupAtEnd } from '../../model/schema/setup/at-end.js';
import type { GuestAccelerator } from '../../model/schema/setup/dut-setup.js';
import type { RunState, Setup } from '../../results/schema.js';
import type { TestResult } from '../../rfc2544/tests/index.js';
import type { TrialEvent } from '../../rfc2544/trials/procedure.js';
import type { RunCell, RunPlace } from './cell.js';
import type { CellPart } from './visits.js';
import type { LeftOut, RunLoads } from './planned-run.js';

/** The kernel patches that modules under test were built with, by file name. */
export type Patches = Readonly<Record<string, string>>;

/** The events of a run, in order; displays and archives are folds over them. */
export type RunEvent =
  | { readonly type: 'run-started'; readonly runId: string }
  /** All machines have been checked; from now on they are changed. */
  | { readonly type: 'set-up-started' }
  | {
      readonly type: 'setup';
      readonly setup: Setup;
      readonly patches: Patches;
    }
  /** The DUT is set up for trials, with every step of the data plane, its network and the modifier. */
  | ({
      readonly type: 'dut-set-up';
      readonly guests?: readonly GuestAccelerator[] | undefined;
    } & RunPlace)
  /** The reference has been measured. */
  | { readonly type: 'loads-known'; readonly loads: RunLoads }
  /** A cell is not measured, or not at one of its loads. */
  | { readonly type: 'left-out'; readonly cell: RunCell; readonly left: LeftOut }
  /** A cell starts, or continues with its next block. */
  | ({ readonly type: 'cell-started' } & CellPart)
  | (TrialEvent & CellPart)
  /** A machine's kernel log during the current trial, which was disturbed. */
  | { readonly type: 'kernel-log'; readonly machine: string; readonly text: string }
  | { readonly type: 'cell-ended'; readonly cell: RunCell; readonly result: TestResult }
  /** Measurements are complete, nothing is undone yet: changes on the machines, and pktgen's last devices. */
  | { readonly type: 'machines-read-again'; readonly setup: Setup; readonly atEnd: SetupAtEnd }
  | { readonly type: 'profiled'; readonly profile: InstructionProfile }
  | { readonly type: 'run-ended'; readonly state: RunState };

/** Receives a run's events one at a time; the run continues when the promise resolves. */
export type EventListener = (event: RunEvent) => Promise<void>;
