import type { MlrSearch, Playbook, Procedure, Throughput } from '../config/playbook.js';
import { lineRate } from '../model/frame.js';
import { bytes, nanoseconds, pps, type BitsPerSecond, type Nanoseconds } from '../model/units.js';
import type { Choices } from '../rfc2544/conformance/requirement.js';
import { searchPlanOf } from './search-goals.js';
import { testsOf } from './tests.js';

/** A playbook's procedures of some kinds. */
const procedures = <Test extends Procedure['test']>(
  playbook: Playbook,
  ...tests: readonly Test[]
): readonly Extract<Procedure, { test: Test }>[] =>
  playbook.procedures.filter((procedure): procedure is Extract<Procedure, { test: Test }> =>
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

const lossRatios = (search: Throughput | MlrSearch): readonly number[] =>
  search.test === 'throughput' ? [0] : searchPlanOf(search).goals.map(({ lossRatio }) => lossRatio);

/**
 * What of a playbook RFC 2544 has an opinion on; of several procedures of a kind, what it likes
 * least.
 * @param linkSpeed of one link, where the testbed says it
 */
export const choicesOf = (playbook: Playbook, linkSpeed?: BitsPerSecond): Choices => {
  const { frameSizes, ingressPorts, trial } = playbook;
  const smallest = bytes(Math.min(...frameSizes));
  const deciding = testsOf(playbook).flatMap((test) => test.deciding);
  return {
    frameSizes,
    residualWait: trial.residualWait,
    restabilise: trial.restabilise,
    decidingTrial: combined(deciding, shortest),
    mediaMaximum: linkSpeed && pps(lineRate(smallest, linkSpeed) * ingressPorts),
    searches: combined(procedures(playbook, 'throughput', 'mlrsearch'), (tests) => ({
      maximumLoad: lowestLoad(tests),
      lossRatio: Math.max(...tests.flatMap(lossRatios)),
    })),
    latency: combined(procedures(playbook, 'latency'), (tests) => ({
      duration: shortest(tests.map(({ duration }) => duration)),
      tagAfter: shortest(tests.map(({ tagAfter }) => tagAfter)),
      repeats: fewest(tests),
    })),
    frameLossRate: combined(procedures(playbook, 'frame-loss-rate'), (tests) => ({
      maximumLoad: lowestLoad(tests),
      step: Math.max(...tests.map(({ step }) => step)),
    })),
    backToBack: combined(procedures(playbook, 'back-to-back'), (tests) => ({
      repeats: fewest(tests),
    })),
    systemRecovery: combined(procedures(playbook, 'system-recovery'), (tests) => ({
      overload: shortest(tests.map(({ overload }) => overload)),
      repeats: fewest(tests),
    })),
    reset: combined(procedures(playbook, 'reset'), () => true),
  };
};
