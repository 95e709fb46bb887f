import { bytes, type BitsPerSecond } from '../../model/units.js';
import type { TestPlan } from '../test-plan.js';
import { testOf, type TestSpec } from '../tests/index.js';
import { highestLoad, maximumOf, withMaximumLoad } from '../tests/open-loads.js';
import type { Choices } from './requirement.js';
import { lowest, shortest } from './verdicts.js';

/** The settings of a run that RFC 2544 has rules for. */
export interface ChosenRun {
  readonly choices: Choices;
  /** Its tests, at the smallest frame size: of such frames links carry most. */
  readonly specs: readonly TestSpec[];
}

/** The searches for a throughput among a run's tests, together; undefined where there is none. */
const searchesOf = (specs: readonly TestSpec[]): Choices['searches'] => {
  const searches = specs.flatMap((spec) => {
    const { search } = testOf(spec);
    return search === undefined
      ? []
      : [{ maximumLoad: highestLoad(spec), lossRatio: search.lossRatio(spec) }];
  });
  if (searches.length === 0) return undefined;
  return {
    maximumLoad: lowest(searches.map(({ maximumLoad }) => maximumLoad)),
    lossRatio: Math.max(...searches.map(({ lossRatio }) => lossRatio)),
  };
};

/**
 * What a playbook chooses; of several tests of a kind, what conforms least.
 * @param linkSpeed of one link, where the testbed says it
 * @param counting what counts frames at the sink, where known
 */
export const choicesOf = (
  plan: TestPlan & { readonly procedures: readonly TestSpec[] },
  linkSpeed?: BitsPerSecond,
  counting: Choices['counting'] = 'nic',
): ChosenRun => {
  const { frameSizes, trial } = plan;
  const mediaMaximum = maximumOf(plan, bytes(Math.min(...frameSizes)), linkSpeed);
  const specs = plan.procedures.map((spec) => withMaximumLoad(spec, mediaMaximum));
  const deciding = specs.flatMap((spec) => testOf(spec).extent(spec, trial.duration).deciding);
  const choices = {
    frameSizes,
    traffic: plan.traffic,
    ports: { ingress: plan.ingressPorts, egress: plan.egressPorts },
    modifiers: plan.modifiers,
    learning: { frames: trial.learning, wait: trial.learningWait },
    counting,
    cloneSkb: trial.cloneSkb,
    residualWait: trial.residualWait,
    restabilise: trial.restabilise,
    decidingTrial: deciding.length === 0 ? undefined : shortest(deciding),
    mediaMaximum,
    searches: searchesOf(specs),
  };
  return { choices, specs };
};
