import { PreconditionFailure } from '../../model/failure.js';

/** A difference since the run was stopped. */
export interface SetupChange {
  /** `kernel of dut`, `playbook, trial.duration`. */
  readonly what: string;
  readonly before: string;
  readonly now: string;
}

/** A run cannot be resumed: its inputs or its machines have changed. */
export class SetupChanged extends PreconditionFailure {
  readonly changes: readonly SetupChange[];

  constructor(runId: string, changes: readonly SetupChange[]) {
    super({
      attempted: `resuming run ${runId}`,
      got: changes
        .map(({ what, before, now }) => `${what}: before ${before}, now ${now}`)
        .join('\n  '),
      remedy: 'restore it, or start a new run',
    });
    this.changes = changes;
  }
}
