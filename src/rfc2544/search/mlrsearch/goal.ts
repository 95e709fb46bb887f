import { inSeconds, seconds } from '../../../model/units.js';
import type { SearchGoal } from './result-schema.js';

/** Preset goals by their names in playbooks. */
export const PRESETS = {
  /** Unconditionally compliant with RFC 2544 section 24. */
  rfc2544: {
    name: 'RFC 2544',
    finalDuration: seconds(60),
    durationSum: seconds(60),
    lossRatio: 0,
    exceedRatio: 0,
    initialDuration: seconds(1),
  },
  /** Binary search with loss verification, max(r) = 2 (ETSI GS NFV-TST 009 section 12.3.3). */
  tst009: {
    name: 'TST009',
    finalDuration: seconds(60),
    durationSum: seconds(120),
    lossRatio: 0,
    exceedRatio: 0.5,
    initialDuration: seconds(1),
  },
  /** No-drop rate as FD.io CSIT measures it. */
  'csit-ndr': {
    name: 'CSIT NDR',
    finalDuration: seconds(1),
    durationSum: seconds(21),
    lossRatio: 0,
    exceedRatio: 0.5,
    initialDuration: seconds(1),
  },
  /** Partial-drop rate as FD.io CSIT measures it. */
  'csit-pdr': {
    name: 'CSIT PDR',
    finalDuration: seconds(1),
    durationSum: seconds(21),
    lossRatio: 0.005,
    exceedRatio: 0.5,
    initialDuration: seconds(1),
  },
} as const satisfies Readonly<Record<string, SearchGoal>>;

const inUnit = (ratio: number): boolean => ratio >= 0 && ratio < 1;

const problems = (goal: SearchGoal): readonly string[] => [
  ...(goal.finalDuration > 0 ? [] : ['the final trial duration must be above 0']),
  ...(goal.durationSum >= goal.finalDuration
    ? []
    : [
        `the duration sum, ${inSeconds(goal.durationSum)} s, must not be below the final trial ` +
          `duration, ${inSeconds(goal.finalDuration)} s`,
      ]),
  ...(inUnit(goal.lossRatio) ? [] : [`the loss ratio must be in [0, 1), got ${goal.lossRatio}`]),
  ...(inUnit(goal.exceedRatio)
    ? []
    : [`the exceed ratio must be in [0, 1), got ${goal.exceedRatio}`]),
  ...(goal.initialDuration > 0 && goal.initialDuration <= goal.finalDuration
    ? []
    : ['the initial trial duration must be above 0 and not above the final one']),
];

/** Rejects goals that no search can meet. @throws RangeError naming the goal and the rule */
export const checkGoals = (goals: readonly SearchGoal[]): void => {
  if (goals.length === 0) throw new RangeError('a search needs at least one goal (RFC 9971)');
  for (const goal of goals) {
    const [complaint] = problems(goal);
    if (complaint !== undefined) {
      throw new RangeError(`search goal '${goal.name}': ${complaint} (RFC 9971, Goal Terms)`);
    }
  }
  if (new Set(goals.map(({ name }) => name)).size < goals.length) {
    throw new RangeError('two search goals have the same name');
  }
};
