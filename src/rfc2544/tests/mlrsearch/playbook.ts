import { z } from 'zod';
import type { WithRates } from '../../../document/stated-load.js';
import { nanoseconds, type Nanoseconds } from '../../../model/units.js';
import type { MlrSearchPlan } from '../../search/mlrsearch/mlrsearch.js';
import { searchKeys } from '../../search/playbook-schema.js';
import type { AtLinkSpeed } from '../definition.js';
import { goalSchema, searchGoalOf } from './goals.js';

const MOST_GOALS = 32;

export const mlrSearchSchema = z
  .strictObject({
    test: z.literal('mlrsearch'),
    goals: z
      .array(goalSchema)
      .min(1)
      .max(MOST_GOALS)
      .prefault(['rfc2544'])
      .describe('Searched for together; they have their own trial durations'),
    ...searchKeys("Every goal's width, relative to the upper bound"),
  })
  .describe('Multiple loss ratio search (RFC 9971): the fastest rate that meets each goal');

/** A multiple loss ratio search as a playbook asks for it. */
export type MlrSearchSpec = WithRates<z.output<typeof mlrSearchSchema>>;

/** The goals and the range of loads. */
export const searchPlanOf = (spec: AtLinkSpeed<MlrSearchSpec>): MlrSearchPlan => ({
  goals: spec.goals.map(searchGoalOf),
  range: spec,
});

/** The shortest trial that it explores with. */
export const shortestTrial = ({ goals }: MlrSearchSpec): Nanoseconds =>
  nanoseconds(Math.min(...goals.map((goal) => searchGoalOf(goal).initialDuration)));

/** The most loss that one of its goals allows. */
export const mostLoss = ({ goals }: MlrSearchSpec): number =>
  Math.max(...goals.map((goal) => searchGoalOf(goal).lossRatio));

/** Whether a goal allows no loss, so that the load that meets it is the throughput. */
export const findsThroughput = ({ goals }: MlrSearchSpec): boolean =>
  goals.some((goal) => searchGoalOf(goal).lossRatio === 0);

/** The longest trial that it decides with. */
export const longestTrial = ({ goals }: MlrSearchSpec): Nanoseconds =>
  nanoseconds(Math.max(...goals.map((goal) => searchGoalOf(goal).finalDuration)));
