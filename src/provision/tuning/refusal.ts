import { PreconditionFailure } from '../../model/failure.js';

/** A setting that was refused. */
export interface RefusedTuning {
  /** `pause frames`. */
  readonly setting: string;
  /** The network device; absent for a setting of a machine. */
  readonly port?: string | undefined;
  /** The wanted value: `rx off tx off`. */
  readonly wanted: string;
  readonly machine: string;
  /** The message of the driver or the kernel. */
  readonly said: string;
}

/** A driver or a kernel rejects a setting. */
export class TuningRefused extends PreconditionFailure {
  readonly refused: RefusedTuning;

  constructor(refused: RefusedTuning) {
    const { setting, port, wanted, machine, said } = refused;
    super({
      attempted: `setting ${setting}${port === undefined ? '' : ` of ${port}`} to ${wanted}`,
      where: machine,
      got: `refused: ${said}`,
      remedy:
        "use an accepted value, or remove the setting from the testbed's tuning or the playbook's receive",
    });
    this.refused = refused;
  }
}
