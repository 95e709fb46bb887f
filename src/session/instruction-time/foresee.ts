import type { Playbook } from '../../config/playbook.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { TrialRequest } from '../../model/trial.js';
import { rehearse } from '../../rfc2544/rehearsal.js';
import { cellsOf, procedureOf, shapeOf } from '../procedures.js';

/**
 * The trials a playbook takes on a data plane that do not depend on results: those of its load
 * sweeps. Searches decide as they go.
 */
export const foreseenTrials = (
  playbook: Playbook,
  dataPlane: DataPlaneName,
): readonly TrialRequest[] =>
  cellsOf(playbook)
    .filter((cell) => cell.dataPlane === dataPlane && cell.test === 'load-sweep')
    .flatMap((cell) => {
      const procedure = playbook.procedures[cell.procedure];
      if (procedure === undefined) throw new RangeError(`no procedure number ${cell.procedure}`);
      return rehearse(procedureOf(procedure, shapeOf(playbook, cell)));
    });
