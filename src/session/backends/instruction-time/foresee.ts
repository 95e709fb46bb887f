import type { TrialRequest } from '../../../model/trial.js';
import { rehearse } from '../../../rfc2544/simulated-device/rehearsal.js';
import { testOf } from '../../../rfc2544/tests/index.js';
import { procedureOf } from '../../../rfc2544/tests/procedure-of.js';
import { cellsOf, shapeOf, specOf, type RunSetup } from '../../run/cell.js';
import { isLeftOut } from '../../run/left-out.js';
import type { PlannedRun } from '../../run/planned-run.js';

/** The trials a playbook takes on a data plane in a network that do not depend on results. The trials of a search depend on earlier ones. */
export const foreseenTrials = (
  run: PlannedRun,
  { dataPlane, network }: RunSetup,
): readonly TrialRequest[] =>
  cellsOf(run.playbook)
    .filter(
      (cell) => cell.dataPlane === dataPlane && cell.network === network && !isLeftOut(run, cell),
    )
    .flatMap((cell) => {
      const spec = specOf(run, cell);
      return testOf(spec).isForeseeable(spec)
        ? rehearse(procedureOf(spec, shapeOf(run, cell))).trials
        : [];
    });
