import { atKey, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { sum } from '../model/numbers/sum.js';
import { pps } from '../model/units.js';
import { testOf } from '../rfc2544/tests/index.js';
import { loadFromLinkSpeed, withMaximumLoad } from '../rfc2544/tests/open-loads.js';
import { networksOf, type OfOneNetwork } from './networks/networks.js';
import type { Playbook } from './playbook.js';

/** A run's archive and its reports hold every one of them. */
const MOST_CELLS = 5000;
/** More would take months, even where each takes a second. */
const MOST_TRIALS = 1_000_000;

/** For tests whose number of trials does not depend on it. */
const ANY = pps(1e6);

/** How many times the procedures are made in one network. */
const conditionsIn = ({ dataPlanes, modifiers, frameSizes }: OfOneNetwork): number =>
  dataPlanes.length * modifiers.length * frameSizes.length;

/**
 * The most trials of procedures, when none is invalid. Left out are searches, which take some dozen,
 * and those whose number depends on a load that is left to the links.
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
 * A playbook that is more than one run can make.
 * @param playbook whose other rules hold
 * @param withLoads the playbook of one network with the loads that it leaves to the links, where they are known
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
    atKey(['procedures'], `procedures: ${of} ${found}; make several playbooks of it`),
  ];
  if (cells > MOST_CELLS) return refuse(`are ${cells} results; a run has at most ${MOST_CELLS}`);
  return trials > MOST_TRIALS
    ? refuse(`take up to ${trials} trials; a run makes at most ${MOST_TRIALS}`)
    : [];
};
