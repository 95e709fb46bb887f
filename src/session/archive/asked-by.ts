import type { Playbook, StatedPlaybook } from '../../config/playbook.js';
import { proportionsIn } from '../../document/stated-load.js';
import type { RunRecord } from '../../results/schema.js';
import { testOf } from '../../rfc2544/tests/index.js';

/** What a playbook requests, with the loads it specifies. */
export const askedBy = (
  { dataPlanes, networks, modifiers, frameSizes, procedures }: Playbook,
  stated: StatedPlaybook,
): NonNullable<RunRecord['asked']> => ({
  dataPlanes,
  ...(networks && {
    networks: networks.map(({ name, dataPlanes: own = dataPlanes }) => ({ name, dataPlanes: own })),
  }),
  ...{ modifiers, frameSizes },
  procedures: procedures.map((spec, index) => {
    const proportions = proportionsIn(stated.procedures[index]).map(
      ({ path, ratio }) => [path.join('.'), ratio] as const,
    );
    const open = new Set(proportions.map(([key]) => key));
    const given = testOf(spec)
      .loads(spec)
      .map(([load, path]) => [path.join('.'), load] as const)
      .filter(([key]) => !open.has(key));
    return {
      test: spec.test,
      loads: Object.fromEntries(given),
      ...(proportions.length > 0 && { proportions: Object.fromEntries(proportions) }),
    };
  }),
});
