import {
  inMilliseconds,
  inSeconds,
  nanoseconds,
  pps,
  seconds,
  type Nanoseconds,
  type Pps,
} from '../model/units.js';
import { backToBackFindings } from './back-to-back-checks.js';
import { atValue, type Finding } from '../document/finding.js';
import type { FrameLossRate, MlrSearch, Playbook, Procedure, Throughput } from './playbook.js';
import { latencyFindings, recoveryFindings, resetFindings } from './at-throughput-checks.js';
import type { Settled } from './open-loads.js';
import { sendingPorts } from './sending-ports.js';
import { dataPlaneFindings } from './data-plane-checks.js';
import { goalFindings } from './search-goal-checks.js';
import { modifiedResetFindings } from './reset-checks.js';
import { bothWaysFindings, clonedFindings } from './timed-tests.js';
import { routerFindings } from './router-checks.js';
import { trafficFindings } from './traffic-checks.js';

type Path = readonly PropertyKey[];

/** Every load a procedure names, with its place; none that it leaves open. */
export const namedLoads = (procedure: Procedure, path: Path): (readonly [Pps, Path])[] => {
  const named = (load: Pps | undefined, key: string): (readonly [Pps, Path])[] =>
    load === undefined ? [] : [[load, [...path, key]]];
  switch (procedure.test) {
    case 'load-sweep':
      return procedure.offeredLoads.map((load, index) => [load, [...path, 'offeredLoads', index]]);
    case 'throughput':
    case 'mlrsearch':
      return [
        ...named(procedure.minimumLoad, 'minimumLoad'),
        ...named(procedure.maximumLoad, 'maximumLoad'),
      ];
    case 'frame-loss-rate':
      return named(procedure.maximumLoad, 'maximumLoad');
    case 'back-to-back':
    case 'system-recovery':
      return named(procedure.frameRate, 'frameRate');
    case 'latency':
    case 'reset':
      return named(procedure.throughput, 'throughput');
  }
};

/** The highest load of a procedure that leaves none open. */
export const highestLoad = (procedure: Settled): Pps =>
  pps(Math.max(...namedLoads(procedure, []).map(([load]) => load)));

/** The shortest trial of a procedure whose length the playbook says; goals known by name begin with 1 s. */
const shortestTrial = ({ trial }: Playbook, procedure: Procedure): Nanoseconds => {
  if (procedure.test === 'reset' || procedure.test === 'latency') return procedure.duration;
  if (procedure.test !== 'mlrsearch') return trial.duration;
  const shortest = procedure.goals.map((goal) =>
    typeof goal === 'string' ? seconds(1) : (goal.initialTrialDuration ?? goal.finalTrialDuration),
  );
  return nanoseconds(Math.min(...shortest));
};

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

/** Bursts and recoveries have rules of their own. */
const emptyTrials = (playbook: Playbook, procedure: Procedure, path: Path): Finding[] => {
  if (procedure.test === 'back-to-back' || procedure.test === 'system-recovery') return [];
  const duration = shortestTrial(playbook, procedure);
  return namedLoads(procedure, path).flatMap(([load, place]) =>
    emptyTrial(playbook, load, duration, place),
  );
};

const emptyWarmUp = (playbook: Playbook): Finding[] => {
  const highest = playbook.procedures.flatMap((procedure) => {
    const loads = namedLoads(procedure, []).map(([load]) => load);
    return loads.length === 0 ? [] : [Math.max(...loads)];
  });
  if (highest.length === 0) return [];
  const lowest = pps(Math.min(...highest));
  return emptyTrial(playbook, lowest, playbook.trial.warmUp, ['trial', 'warmUp']);
};

/** @param maximumLoad the procedure's own, or the media's; undefined where it is not known yet */
export const emptyRange = (
  { minimumLoad }: Throughput | MlrSearch,
  maximumLoad: Pps | undefined,
  path: Path,
): Finding[] =>
  maximumLoad === undefined || minimumLoad < maximumLoad
    ? []
    : [
        atValue(
          [...path, 'minimumLoad'],
          `must be less than maximumLoad: ${minimumLoad} pps is not less than ${maximumLoad} pps`,
        ),
      ];

const searchRange = (procedure: Throughput | MlrSearch, path: Path): Finding[] => [
  ...emptyRange(procedure, procedure.maximumLoad, path),
  ...(procedure.resolution === 0 || procedure.resolution >= 1
    ? [
        atValue(
          [...path, 'resolution'],
          'must be more than 0 % and less than 100 % to end a search',
        ),
      ]
    : []),
];

const stepSize = ({ step }: FrameLossRate, path: Path): Finding[] =>
  step > 0 && step <= 0.1
    ? []
    : [
        atValue(
          [...path, 'step'],
          'must be more than 0 % and at most 10 % of the maximum load (RFC 2544 section 26.3)',
        ),
      ];

const repeated = (values: readonly (string | number)[], path: Path): Finding[] =>
  values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (first === index) return [];
    return [atValue([...path, index], `'${value}' is in the list already, at [${first}]`)];
  });

const ownRules = (playbook: Playbook, procedure: Procedure, path: Path): Finding[] => {
  switch (procedure.test) {
    case 'load-sweep':
      return repeated(procedure.offeredLoads, [...path, 'offeredLoads']);
    case 'throughput':
      return searchRange(procedure, path);
    case 'frame-loss-rate':
      return stepSize(procedure, path);
    case 'back-to-back':
      return backToBackFindings(playbook, procedure, path);
    case 'mlrsearch':
      return [
        ...searchRange(procedure, path),
        ...goalFindings(procedure.goals, [...path, 'goals']),
      ];
    case 'latency':
      return latencyFindings(playbook, procedure, path);
    case 'system-recovery':
      return recoveryFindings(playbook, procedure, path);
    case 'reset':
      return resetFindings(playbook, procedure, path);
  }
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
    ? [atValue(['trial', 'duration'], 'must be longer than nothing')]
    : []),
  ...emptyWarmUp(playbook),
  ...clonedFindings(playbook),
  ...bothWaysFindings(playbook),
  ...modifiedResetFindings(playbook),
  ...repeated(playbook.dataPlanes, ['dataPlanes']),
  ...repeated(playbook.frameSizes, ['frameSizes']),
  ...trafficFindings(playbook),
  ...dataPlaneFindings(playbook),
  ...routerFindings(playbook),
  ...repeated(playbook.modifiers, ['modifiers']),
  ...bareFirst(playbook),
  ...playbook.procedures.flatMap((procedure, index) => {
    const path = ['procedures', index];
    return [...emptyTrials(playbook, procedure, path), ...ownRules(playbook, procedure, path)];
  }),
];
