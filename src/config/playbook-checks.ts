import { atValue, within, type Finding } from '../document/finding.js';
import { repeatedValues } from '../document/repeated-values.js';
import { testOf, type TestSpec } from '../rfc2544/tests/index.js';
import { loadFromLinkSpeed, loadFromThroughput } from '../rfc2544/tests/open-loads.js';
import { findsThroughput } from '../rfc2544/tests/procedure-of.js';
import { toleranceFindings } from '../rfc2544/tests/tolerance.js';
import { dataPlaneFindings, modifierFindings } from './data-plane-checks.js';
import { loadFindings, warmUpFindings } from './load-checks.js';
import { inEachNetwork, networkListFindings } from './networks/network-findings.js';
import type { OfOneNetwork } from './networks/networks.js';
import { orderFindings } from './stated/order-checks.js';
import type { Playbook } from './playbook.js';
import { bothWaysFindings, clonedFindings } from './timestamp-checks.js';
import { receiveFindings } from './receive/receive-checks.js';
import { routerFindings } from './router-checks.js';
import { sizeFindings } from './size-checks.js';
import { thresholdFindings } from './thresholds/checks.js';
import { trafficFindings } from './traffic-checks.js';

/** A load taken from the throughput of an earlier test, without such a test. */
const missingThroughput = (spec: TestSpec, before: readonly TestSpec[]): Finding[] => {
  const load = loadFromThroughput(spec);
  const { atThroughput } = testOf(spec);
  if (load === undefined || atThroughput === undefined || before.some(findsThroughput)) return [];
  const rule = atThroughput.rule === undefined ? '' : ` (${atThroughput.rule})`;
  return [
    atValue(
      [load],
      'missing, and no test before this one measures the throughput;' +
        ` put a throughput test first, or an mlrsearch without loss${rule}`,
    ),
  ];
};

const ownRules = (playbook: OfOneNetwork, spec: TestSpec): readonly Finding[] => {
  const test = testOf(spec);
  return [
    ...test.rules(spec, playbook),
    ...(loadFromLinkSpeed(spec) === undefined ? (test.linkLoadRules?.(spec, playbook) ?? []) : []),
  ];
};

/** Tests without modifiers come first: a modifier's effect is relative to them. */
const bareFirst = ({ modifiers: [first] }: Playbook): Finding[] =>
  first === 'none'
    ? []
    : [
        atValue(
          ['modifiers', 0],
          `must be 'none', found '${first}': tests are run without modifiers first (RFC 2544 section 11)`,
        ),
      ];

/** The rules of a playbook with one network: of each entry, and of the common keys. */
const entryFindings = (playbook: OfOneNetwork): readonly Finding[] => {
  const routers = routerFindings(playbook);
  // How a load is shared can only be checked if the routers are valid.
  const routersHold = routers.length === 0;
  return [
    ...(playbook.trial.duration === 0
      ? [atValue(['trial', 'duration'], 'must be greater than 0')]
      : []),
    ...(routersHold ? warmUpFindings(playbook, playbook.procedures) : []),
    ...toleranceFindings(playbook),
    ...clonedFindings(playbook),
    ...bothWaysFindings(playbook),
    ...repeatedValues(playbook.dataPlanes, ['dataPlanes']),
    ...repeatedValues(playbook.frameSizes, ['frameSizes']),
    ...trafficFindings(playbook),
    ...dataPlaneFindings(playbook),
    ...routers,
    ...receiveFindings(playbook),
    ...repeatedValues(playbook.modifiers, ['modifiers']),
    ...modifierFindings(playbook),
    ...bareFirst(playbook),
    ...playbook.procedures.flatMap((spec, index) => {
      const before = playbook.procedures.slice(0, index);
      return within(
        ['procedures', index],
        [
          ...missingThroughput(spec, before),
          ...(routersHold ? loadFindings(playbook, spec, before) : []),
          ...ownRules(playbook, spec),
        ],
      );
    }),
  ];
};

/** The rules of a playbook that its schema cannot express. Empty if all hold. */
export const playbookFindings = (playbook: Playbook): readonly Finding[] => {
  const findings = [
    ...networkListFindings(playbook),
    ...inEachNetwork(playbook, entryFindings),
    ...orderFindings(playbook),
    ...thresholdFindings(playbook),
  ];
  return findings.length > 0 ? findings : sizeFindings(playbook);
};
