import { PreconditionFailure } from '../../model/failure.js';

/** A setting that was refused. */
export interface RefusedTuning {
  /** `pause frames`. */
  readonly setting: string;
  /** The network device; absent for a setting of a machine. */
  readonly port?: string | undefined;
  /** What it was to be: `rx off tx off`. */
  readonly wanted: string;
  readonly machine: string;
  /** In the words of the driver, or of the kernel. */
  readonly said: string;
}

/** A driver or a kernel does not take a setting. */
export class TuningRefused extends PreconditionFailure {
  readonly refused: RefusedTuning;

  constructor(refused: RefusedTuning) {
    const { setting, port, wanted, machine, said } = refused;
    super({
      attempted: `setting ${setting}${port === undefined ? '' : ` of ${port}`} to ${wanted}`,
      where: machine,
      got: `refused: ${said}`,
      remedy:
        "ask for what is accepted, or take it out: of the testbed's tuning, or of the playbook's receive",
    });
    this.refused = refused;
  }
}
