import type { Playbook } from '../../../config/playbook.js';
import type { TrialRequest } from '../../../model/trial.js';
import type { BitsPerSecond } from '../../../model/units.js';
import { rehearse } from '../../../rfc2544/simulated-device/rehearsal.js';
import { testOf } from '../../../rfc2544/tests/index.js';
import { procedureOf } from '../../../rfc2544/tests/procedure-of.js';
import { cellsOf, shapeOf, specOf, type RunPlace } from '../../run/cell.js';

/** The trials a playbook takes on a data plane in a network that do not depend on results. The trials of a search depend on earlier ones. */
export const foreseenTrials = (
  playbook: Playbook,
  { dataPlane, network }: Pick<RunPlace, 'dataPlane' | 'network'>,
  linkSpeed?: BitsPerSecond,
): readonly TrialRequest[] =>
  cellsOf(playbook)
    .filter((cell) => cell.dataPlane === dataPlane && cell.network === network)
    .flatMap((cell) => {
      const spec = specOf(playbook, cell, linkSpeed);
      return testOf(spec).isForeseeable(spec)
        ? rehearse(procedureOf(spec, shapeOf(playbook, cell))).trials
        : [];
    });
