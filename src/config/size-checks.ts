import { atKey, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { sum } from '../model/numbers/sum.js';
import { pps } from '../model/units.js';
import { testOf } from '../rfc2544/tests/index.js';
import { loadFromLinkSpeed, withMaximumLoad } from '../rfc2544/tests/open-loads.js';
import { networksOf, type OfOneNetwork } from './networks/networks.js';
import type { Playbook } from './playbook.js';

/** Archive and reports of a run hold every cell. */
const MOST_CELLS = 5000;
/** More would take 12 days even at one second per trial. */
const MOST_TRIALS = 1_000_000;

/** An arbitrary load, for tests whose number of trials does not depend on it. */
const ANY = pps(1e6);

/** How many times the procedures run in one network. */
const conditionsIn = ({ dataPlanes, modifiers, frameSizes }: OfOneNetwork): number =>
  dataPlanes.length * modifiers.length * frameSizes.length;

/**
 * The maximum number of trials of the procedures, if none is invalid. Excludes searches, which need a few
 * dozen, and tests whose number of trials depends on a load computed from the link speed.
 */
const trialsOf = ({ procedures, trial }: OfOneNetwork): number =>
  sum(
    procedures.flatMap((spec) => {
      const test = testOf(spec);
      const depends = loadFromLinkSpeed(spec) !== undefined && test.linkLoadRules !== undefined;
      if (test.search !== undefined || depends) return [];
      return test.extent(withMaximumLoad(spec, ANY), trial.duration).most;
    }),
  );

/**
 * A playbook that is too large for one run.
 * @param playbook which meets all other rules
 * @param withLoads adds the loads computed from the link speed to the playbook of one network, if known
 */
export const sizeFindings = (
  playbook: Playbook,
  withLoads: (one: OfOneNetwork) => OfOneNetwork = (one) => one,
): readonly Finding[] => {
  const { procedures } = playbook;
  const networks = networksOf(playbook).map((network) => withLoads(network.playbook));
  const conditions = sum(networks.map(conditionsIn));
  const trials = sum(networks.map((one) => conditionsIn(one) * trialsOf(one)));
  const cells = conditions * procedures.length;
  const dimensions = `data planes, ${playbook.networks === undefined ? '' : 'networks, '}modifiers, frame sizes`;
  const of = `${plural(procedures.length, 'procedure')} under ${plural(conditions, 'condition')} (${dimensions})`;
  const refuse = (found: string): Finding[] => [
    atKey(['procedures'], `procedures: ${of} ${found}; split it into several playbooks`),
  ];
  if (cells > MOST_CELLS) return refuse(`are ${cells} results; a run has at most ${MOST_CELLS}`);
  return trials > MOST_TRIALS
    ? refuse(`take up to ${trials} trials; a run has at most ${MOST_TRIALS}`)
    : [];
};
