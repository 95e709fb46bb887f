import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { atValue, type Finding } from '../../../document/finding.js';
import { labelText } from '../../../document/label-text.js';
import { durationText, percentText } from '../../../document/quantity.js';
import { PRESETS } from '../../search/mlrsearch/goal.js';
import type { SearchGoal } from '../../search/mlrsearch/result-schema.js';

const explicitGoal = z
  .strictObject({
    name: labelText(40).describe('Name in reports'),
    finalTrialDuration: durationText.describe('Trials at least this long count in full'),
    durationSum: durationText.describe('Full-length trials of this length together decide'),
    lossRatio: percentText.describe('A trial that loses more has a high loss'),
    exceedRatio: percentText.describe('Share of time with high loss that a lower bound may have'),
    initialTrialDuration: durationText
      .optional()
      .describe('The shortest trial to explore with; default finalTrialDuration'),
  })
  .describe('The attributes of a search goal by RFC 9971');

const PRESET_MEANINGS: Readonly<Record<keyof typeof PRESETS, string>> = {
  rfc2544: 'no loss in a trial of 60 s (RFC 2544 section 24)',
  tst009: 'binary search with loss verification (ETSI GS NFV-TST 009)',
  'csit-ndr': 'no-drop rate as FD.io CSIT measures it',
  'csit-pdr': 'partial-drop rate as FD.io CSIT measures it: at most 0.5 % lost',
};

/** A search goal: a preset by name, or attributes. */
export const goalSchema = z.union([choiceOf('search goal', PRESET_MEANINGS), explicitGoal]);

export type Goal = z.output<typeof goalSchema>;
type ExplicitGoal = z.output<typeof explicitGoal>;

/** A playbook's search goal with all its attributes. */
export const searchGoalOf = (goal: Goal): SearchGoal => {
  if (typeof goal === 'string') return PRESETS[goal];
  const { finalTrialDuration, initialTrialDuration = finalTrialDuration, ...rest } = goal;
  return { ...rest, finalDuration: finalTrialDuration, initialDuration: initialTrialDuration };
};

/** The most trials that may decide on a load. */
const MOST_TRIALS = 1000;

const explicitGoalRules = (goal: ExplicitGoal, path: readonly PropertyKey[]): Finding[] => {
  const { finalTrialDuration: final, durationSum, initialTrialDuration: initial = final } = goal;
  const rules: readonly (readonly [boolean, keyof ExplicitGoal, string])[] = [
    [final > 0, 'finalTrialDuration', 'must be greater than 0'],
    [durationSum >= final, 'durationSum', 'must not be shorter than finalTrialDuration'],
    [
      durationSum <= final * MOST_TRIALS,
      'durationSum',
      `must not be longer than ${MOST_TRIALS} trials of finalTrialDuration`,
    ],
    [goal.lossRatio < 1, 'lossRatio', 'must be less than 100 %'],
    [goal.exceedRatio < 1, 'exceedRatio', 'must be less than 100 %'],
    [
      final === 0 || (initial > 0 && initial <= final),
      'initialTrialDuration',
      'must be greater than 0 and not longer than finalTrialDuration',
    ],
  ];
  return rules
    .filter(([holds]) => !holds)
    .map(([, key, message]) => atValue([...path, key], `${message} (RFC 9971, Goal Terms)`));
};

const nameOf = (goal: Goal): string => (typeof goal === 'string' ? goal : goal.name);

/** The rules of search goals that their schema cannot express. @param path of the list */
export const goalRules = (goals: readonly Goal[], path: readonly PropertyKey[]): Finding[] => {
  const names = goals.map(nameOf);
  return goals.flatMap((goal, index) => {
    const place = [...path, index];
    const first = names.indexOf(nameOf(goal));
    const again = `a goal called '${nameOf(goal)}' is in the list already, at [${first}]`;
    return [
      ...(first === index ? [] : [atValue(place, again)]),
      ...(typeof goal === 'string' ? [] : explicitGoalRules(goal, place)),
    ];
  });
};
