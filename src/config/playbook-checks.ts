import { atValue, within, type Finding } from '../document/finding.js';
import { repeatedValues } from '../document/repeated-values.js';
import { inMilliseconds, inSeconds, pps, type Nanoseconds, type Pps } from '../model/units.js';
import { sendingPorts } from '../rfc2544/test-plan.js';
import { testOf, type TestSpec } from '../rfc2544/tests/index.js';
import { loadFromLinkSpeed, loadFromThroughput } from '../rfc2544/tests/open-loads.js';
import { findsThroughput } from '../rfc2544/tests/procedure-of.js';
import { dataPlaneFindings } from './data-plane-checks.js';
import type { Playbook } from './playbook.js';
import { bothWaysFindings, clonedFindings } from './timestamp-checks.js';
import { routerFindings } from './router-checks.js';
import { trafficFindings } from './traffic-checks.js';

type Path = readonly PropertyKey[];

/** A trial in which some port sends nothing measures nothing; one without length is none. */
const emptyTrial = (
  playbook: Playbook,
  load: Pps,
  duration: Nanoseconds,
  place: Path,
): Finding[] => {
  const sending = sendingPorts(playbook);
  if (duration === 0 || load * inSeconds(duration) >= sending) return [];
  const ports = sending === 1 ? '' : ` on each of ${sending} ports`;
  const length = `${inMilliseconds(duration)} ms`;
  return [atValue(place, `a trial of ${length} at ${load} pps has no frame to send${ports}`)];
};

const emptyTrials = (playbook: Playbook, spec: TestSpec): Finding[] => {
  const test = testOf(spec);
  const duration = test.shortestTrial(spec, playbook);
  if (duration === undefined) return [];
  return test.loads(spec).flatMap(([load, place]) => emptyTrial(playbook, load, duration, place));
};

const emptyWarmUp = (playbook: Playbook): Finding[] => {
  const highest = playbook.procedures.flatMap((spec) => {
    const loads = testOf(spec)
      .loads(spec)
      .map(([load]) => load);
    return loads.length === 0 ? [] : [Math.max(...loads)];
  });
  if (highest.length === 0) return [];
  const lowest = pps(Math.min(...highest));
  return emptyTrial(playbook, lowest, playbook.trial.warmUp, ['trial', 'warmUp']);
};

/** A throughput that is left to a test before this one has to be looked for there. */
const missingThroughput = (spec: TestSpec, before: readonly TestSpec[]): Finding[] => {
  const load = loadFromThroughput(spec);
  const { atThroughput } = testOf(spec);
  if (load === undefined || atThroughput === undefined || before.some(findsThroughput)) return [];
  const rule = atThroughput.rule === undefined ? '' : ` (${atThroughput.rule})`;
  return [
    atValue(
      [load],
      'missing, and no test before this one measures it;' +
        ` put a throughput test first, or an mlrsearch without loss${rule}`,
    ),
  ];
};

const ownRules = (playbook: Playbook, spec: TestSpec): readonly Finding[] => {
  const test = testOf(spec);
  return [
    ...test.rules(spec, playbook),
    ...(loadFromLinkSpeed(spec) === undefined ? (test.linkLoadRules?.(spec, playbook) ?? []) : []),
  ];
};

/** What a modifier does is seen by what it changes. */
const bareFirst = ({ modifiers: [first] }: Playbook): Finding[] =>
  first === 'none'
    ? []
    : [
        atValue(
          ['modifiers', 0],
          `must be 'none', found '${first}': tests are run without modifiers first (RFC 2544 section 11)`,
        ),
      ];

/** The rules of a playbook that its schema cannot say. Empty when all hold. */
export const playbookFindings = (playbook: Playbook): readonly Finding[] => [
  ...(playbook.trial.duration === 0
    ? [atValue(['trial', 'duration'], 'must be greater than 0')]
    : []),
  ...emptyWarmUp(playbook),
  ...clonedFindings(playbook),
  ...bothWaysFindings(playbook),
  ...repeatedValues(playbook.dataPlanes, ['dataPlanes']),
  ...repeatedValues(playbook.frameSizes, ['frameSizes']),
  ...trafficFindings(playbook),
  ...dataPlaneFindings(playbook),
  ...routerFindings(playbook),
  ...repeatedValues(playbook.modifiers, ['modifiers']),
  ...bareFirst(playbook),
  ...playbook.procedures.flatMap((spec, index) =>
    within(
      ['procedures', index],
      [
        ...missingThroughput(spec, playbook.procedures.slice(0, index)),
        ...emptyTrials(playbook, spec),
        ...ownRules(playbook, spec),
      ],
    ),
  ),
];
