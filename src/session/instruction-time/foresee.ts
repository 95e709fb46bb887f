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
      // Of a load sweep nothing is open.
      if (procedure?.test !== 'load-sweep') throw new RangeError(`no sweep ${cell.procedure}`);
      return rehearse(procedureOf(procedure, shapeOf(playbook, cell)));
    });
