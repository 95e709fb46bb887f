import type { TrialRequest } from '../../../model/trial.js';
import { rehearse } from '../../../rfc2544/simulated-device/rehearsal.js';
import { testOf } from '../../../rfc2544/tests/index.js';
import { procedureOf } from '../../../rfc2544/tests/procedure-of.js';
import { cellsOf, shapeOf, specOf, type RunCell, type RunSetup } from '../../run/cell.js';
import { isLeftOut } from '../../run/left-out.js';
import type { Measuring } from '../../run/measuring.js';
import type { PlannedRun } from '../../run/planned-run.js';

/** The cells of a data plane in a network whose trials do not depend on results. */
const foreseeableCells = (run: PlannedRun, { dataPlane, network }: RunSetup): readonly RunCell[] =>
  cellsOf(run.playbook).filter((cell) => {
    const own = cell.dataPlane === dataPlane && cell.network === network && !isLeftOut(run, cell);
    if (!own) return false;
    const spec = specOf(run, cell);
    return testOf(spec).isForeseeable(spec);
  });

/** A playbook's trials on a data plane in a network that do not depend on results, as those of a search do. */
export const foreseenTrials = (run: PlannedRun, setup: RunSetup): readonly TrialRequest[] =>
  foreseeableCells(run, setup).flatMap(
    (cell) => rehearse(procedureOf(specOf(run, cell), shapeOf(run, cell))).trials,
  );

/** Whether any of them had not been run when the run was stopped; always true in a new run. */
export const leavesForeseen = (
  run: Pick<Measuring, 'earlier'> & PlannedRun,
  setup: RunSetup,
): boolean =>
  foreseeableCells(run, setup).some((cell) => {
    const visit = { place: cell, parts: [{ cell }] };
    return run.earlier?.isFinished(visit) !== true;
  });
