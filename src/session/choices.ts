import type { Bounded } from '../config/open-loads.js';
import { sendingPorts } from '../config/sending-ports.js';
import type { MlrSearch, Playbook, Procedure, Throughput } from '../config/playbook.js';
import { mediaMaximum } from '../model/frame.js';
import {
  bytes,
  nanoseconds,
  pps,
  type BitsPerSecond,
  type Nanoseconds,
  type Pps,
} from '../model/units.js';
import type {
  AtThroughput,
  Choices,
  MlrSearchChoices,
} from '../rfc2544/conformance/requirement.js';
import { extentOf } from './extent.js';
import { proceduresAt } from './procedures.js';
import { searchGoalOf } from './search-goals.js';

/** The procedures of some kinds. */
const ofKind = <Test extends Procedure['test']>(
  procedures: readonly Bounded[],
  ...tests: readonly Test[]
): readonly Extract<Bounded, { test: Test }>[] =>
  procedures.filter((procedure): procedure is Extract<Bounded, { test: Test }> =>
    tests.some((test) => test === procedure.test),
  );

/** What items come to together; undefined where there is none. */
const combined = <Item, Sum>(
  items: readonly Item[],
  sum: (items: readonly Item[]) => Sum,
): Sum | undefined => (items.length === 0 ? undefined : sum(items));

const shortest = (durations: readonly Nanoseconds[]): Nanoseconds =>
  nanoseconds(Math.min(...durations));

const lowestLoad = (tests: readonly { readonly maximumLoad: number }[]) =>
  pps(Math.min(...tests.map(({ maximumLoad }) => maximumLoad)));

const fewest = (tests: readonly { readonly repeats: number }[]) =>
  Math.min(...tests.map(({ repeats }) => repeats));

/** What tests say that are made at the throughput: a single one that is told it is enough. */
const atThroughput = (
  tests: readonly { readonly throughput?: Pps; readonly repeats: number }[],
): AtThroughput => ({
  throughput: tests.every(({ throughput }) => throughput === undefined) ? 'measured' : 'given',
  repeats: fewest(tests),
});

const lossRatios = (search: Throughput | MlrSearch): readonly number[] =>
  search.test === 'throughput' ? [0] : search.goals.map((goal) => searchGoalOf(goal).lossRatio);

const mlrSearchOf = (searches: readonly Bounded<MlrSearch>[]): MlrSearchChoices => {
  const goals = searches.flatMap((search) => search.goals.map(searchGoalOf));
  return {
    width: Math.min(...searches.map(({ resolution }) => resolution)),
    lossRatio: Math.max(...goals.map(({ lossRatio }) => lossRatio)),
    exceedRatios: [...new Set(goals.map(({ exceedRatio }) => exceedRatio))],
    finalDurations: [...new Set(goals.map(({ finalDuration }) => finalDuration))],
  };
};

/**
 * What of a playbook RFC 2544 has an opinion on; of several procedures of a kind, what it likes
 * least.
 * @param linkSpeed of one link, where the testbed says it
 * @param counting who counts what arrives, as far as that is known
 */
export const choicesOf = (
  playbook: Playbook,
  linkSpeed?: BitsPerSecond,
  counting: Choices['counting'] = 'nic',
): Choices => {
  const { frameSizes, trial } = playbook;
  const smallest = bytes(Math.min(...frameSizes));
  // Links carry most of the smallest frames: a load that is left to them is all they carry of any.
  const procedures = proceduresAt(playbook, smallest, linkSpeed);
  const deciding = procedures.flatMap((procedure) => extentOf(procedure, trial).deciding);
  return {
    frameSizes,
    traffic: playbook.traffic,
    ports: { ingress: playbook.ingressPorts, egress: playbook.egressPorts },
    modifiers: playbook.modifiers,
    learning: { frames: trial.learning, wait: trial.learningWait },
    counting,
    cloneSkb: trial.cloneSkb,
    residualWait: trial.residualWait,
    restabilise: trial.restabilise,
    decidingTrial: combined(deciding, shortest),
    mediaMaximum: linkSpeed && mediaMaximum(smallest, linkSpeed, sendingPorts(playbook)),
    searches: combined(ofKind(procedures, 'throughput', 'mlrsearch'), (tests) => ({
      maximumLoad: lowestLoad(tests),
      lossRatio: Math.max(...tests.flatMap(lossRatios)),
    })),
    mlrSearch: combined(ofKind(procedures, 'mlrsearch'), mlrSearchOf),
    latency: combined(ofKind(procedures, 'latency'), (tests) => ({
      duration: shortest(tests.map(({ duration }) => duration)),
      tagAfter: shortest(tests.map(({ tagAfter }) => tagAfter)),
      ...atThroughput(tests),
    })),
    frameLossRate: combined(ofKind(procedures, 'frame-loss-rate'), (tests) => ({
      maximumLoad: lowestLoad(tests),
      step: Math.max(...tests.map(({ step }) => step)),
    })),
    backToBack: combined(ofKind(procedures, 'back-to-back'), atThroughput),
    systemRecovery: combined(ofKind(procedures, 'system-recovery'), (tests) => ({
      overload: shortest(tests.map(({ overload }) => overload)),
      ...atThroughput(tests),
    })),
    reset: combined(ofKind(procedures, 'reset'), (tests) => ({
      kinds: [...new Set(tests.map(({ kind }) => kind))],
      after: shortest(tests.map(({ after }) => after)),
      ...atThroughput(tests),
    })),
  };
};
