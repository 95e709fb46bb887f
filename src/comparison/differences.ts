import type { RunRecord } from '../results/schema.js';
import { setupDifferences, type SetupDifference } from '../results/setup-differences.js';
import { groupBy } from '../model/group-by.js';
import type { ComparedRun } from './run.js';

type Fact = readonly [what: string, where: string, of: (run: RunRecord) => string | undefined];

const FACTS: readonly Fact[] = [
  ['testbed', 'run', ({ testbed }) => testbed],
  ['playbook', 'run', ({ playbook }) => playbook],
  ['state', 'run', ({ state }) => state.state],
];

/** The trial durations of each test: `1 s`, `1 s to 60 s`. */
const trialDurations = ({ trials }: ComparedRun): ReadonlyMap<string, string> =>
  new Map(
    [...groupBy(trials, ({ test }) => test)].map(([test, own]) => {
      const lengths = own.flatMap(({ warmUp, duration }) => (warmUp ? [] : [duration]));
      const least = lengths.reduce((one, other) => Math.min(one, other), Infinity) / 1e9;
      const most = lengths.reduce((one, other) => Math.max(one, other), 0) / 1e9;
      return [test, least === most ? `${least} s` : `${least} s to ${most} s`];
    }),
  );

const durationDifferences = (one: ComparedRun, other: ComparedRun): readonly SetupDifference[] => {
  const others = trialDurations(other);
  return [...trialDurations(one)].flatMap(([where, text]): SetupDifference[] => {
    const found = others.get(where);
    if (found === undefined || found === text) return [];
    return [{ what: 'duration of trials', where, one: text, other: found }];
  });
};

/** All differences in how two runs were made, which may explain differences of figures. */
export const runDifferences = (
  one: ComparedRun,
  other: ComparedRun,
): readonly SetupDifference[] => [
  ...FACTS.flatMap(([what, where, of]): SetupDifference[] => {
    const [first, second] = [of(one.run), of(other.run)];
    return first === undefined || second === undefined || first === second
      ? []
      : [{ what, where, one: first, other: second }];
  }),
  ...durationDifferences(one, other),
  ...setupDifferences(one.run, other.run),
];
