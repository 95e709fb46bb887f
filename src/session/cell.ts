import type { Procedure } from '../config/playbook.js';
import type { DataPlaneName } from '../model/data-plane.js';
import type { Modifier } from '../model/modifier.js';
import type { Bytes } from '../model/units.js';

/** Which cell of the playbook a trial belongs to. */
export interface Cell {
  readonly dataPlane: DataPlaneName;
  readonly modifier: Modifier;
  readonly frameSize: Bytes;
  /** Index into the playbook's procedures. */
  readonly procedure: number;
  readonly test: Procedure['test'];
}
