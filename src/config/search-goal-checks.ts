import { atValue, type Finding } from '../document/finding.js';
import type { ExplicitGoal, Goal } from './search-goal.js';

type Path = readonly PropertyKey[];

const explicitGoalFindings = (goal: ExplicitGoal, path: Path): Finding[] => {
  const { finalTrialDuration: final, durationSum, initialTrialDuration: initial = final } = goal;
  const rules: readonly (readonly [boolean, keyof ExplicitGoal, string])[] = [
    [final > 0, 'finalTrialDuration', 'must be longer than nothing'],
    [durationSum >= final, 'durationSum', 'must not be shorter than finalTrialDuration'],
    [goal.lossRatio < 1, 'lossRatio', 'must be less than 100 %'],
    [goal.exceedRatio < 1, 'exceedRatio', 'must be less than 100 %'],
    [
      final === 0 || (initial > 0 && initial <= final),
      'initialTrialDuration',
      'must be longer than nothing and not longer than finalTrialDuration',
    ],
  ];
  return rules
    .filter(([holds]) => !holds)
    .map(([, key, message]) => atValue([...path, key], `${message} (RFC 9971, Goal Terms)`));
};

const nameOf = (goal: Goal): string => (typeof goal === 'string' ? goal : goal.name);

/** The rules of search goals that their schema cannot say. */
export const goalFindings = (goals: readonly Goal[], path: Path): Finding[] => {
  const names = goals.map(nameOf);
  return goals.flatMap((goal, index) => {
    const place = [...path, index];
    const first = names.indexOf(nameOf(goal));
    return [
      ...(first === index
        ? []
        : [
            atValue(place, `a goal called '${nameOf(goal)}' is in the list already, at [${first}]`),
          ]),
      ...(typeof goal === 'string' ? [] : explicitGoalFindings(goal, place)),
    ];
  });
};
