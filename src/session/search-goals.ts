import type { Bounded } from '../config/open-loads.js';
import type { MlrSearch } from '../config/playbook.js';
import type { Goal, GoalPreset } from '../config/search-goal.js';
import { PRESETS, type SearchGoal } from '../rfc2544/search/mlrsearch/goal.js';
import type { MlrSearchPlan } from '../rfc2544/search/mlrsearch/mlrsearch.js';

const BY_NAME: Readonly<Record<GoalPreset, SearchGoal>> = {
  rfc2544: PRESETS.rfc2544,
  tst009: PRESETS.tst009,
  'csit-ndr': PRESETS.csitNdr,
  'csit-pdr': PRESETS.csitPdr,
};

/** A playbook's search goal with all its attributes. */
export const searchGoalOf = (goal: Goal): SearchGoal => {
  if (typeof goal === 'string') return BY_NAME[goal];
  const { finalTrialDuration, initialTrialDuration = finalTrialDuration, ...rest } = goal;
  return { ...rest, finalDuration: finalTrialDuration, initialDuration: initialTrialDuration };
};

/** What a playbook's multiple loss ratio search looks for, and where. */
export const searchPlanOf = (procedure: Bounded<MlrSearch>): MlrSearchPlan => ({
  goals: procedure.goals.map(searchGoalOf),
  range: procedure,
});
