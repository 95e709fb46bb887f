import type { Playbook } from '../../config/playbook.js';
import type { RunRecord } from '../../results/schema.js';
import { testOf } from '../../rfc2544/tests/index.js';

/** What a playbook asks for, with the loads that it gives. */
export const askedBy = ({
  dataPlanes,
  networks,
  modifiers,
  frameSizes,
  procedures,
}: Playbook): NonNullable<RunRecord['asked']> => ({
  dataPlanes,
  ...(networks && {
    networks: networks.map(({ name, dataPlanes: own = dataPlanes }) => ({ name, dataPlanes: own })),
  }),
  ...{ modifiers, frameSizes },
  procedures: procedures.map((spec) => ({
    test: spec.test,
    loads: Object.fromEntries(
      testOf(spec)
        .loads(spec)
        .map(([load, path]) => [path.join('.'), load]),
    ),
  })),
});
