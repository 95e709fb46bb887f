import { plural } from '../../document/wording.js';
import { readable } from '../../host/command/quote.js';
import { sum } from '../../model/numbers/sum.js';
import { approximately } from '../../model/units.js';
import { changesOf } from '../../session/plan/changes.js';
import type { Plan, PlannedStep } from '../../session/plan/plan.js';
import type { PlannedTrials, TrialPlan } from '../../session/plan/trial-plan.js';
import { roughTime } from './rough-time.js';

/** Every command of a step. */
const commandLines = ({ machine, kind, commands }: PlannedStep): readonly string[] => [
  `  ${machine}: ${kind}`,
  ...commands.flatMap(({ argv, stdin }) => [
    `    ${readable(argv, Infinity)}`,
    ...(stdin ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `      | ${line}`),
  ]),
];

/** Columns as wide as their longest text. */
const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
};

/** What steps change, by machine, and what becomes of it. */
const changeLines = (steps: readonly PlannedStep[]): readonly string[] => {
  const changes = changesOf(steps);
  return aligned(
    changes.map(({ machine, does, steps: count, undone }, index) => [
      machine === changes[index - 1]?.machine ? '' : machine,
      count === 1 ? does : `${does} (${count} times)`,
      `afterwards: ${undone}`,
    ]),
  );
};

const countText = ({ trials, seconds: length }: PlannedTrials): string =>
  `${plural(trials, 'trial')}, ${roughTime(approximately(length * 1e9))}`;

/** How many trials there are, and how long they take. */
const costLines = ({ expected, most, calibrationTrials }: TrialPlan): readonly string[] => [
  `expected: ${countText(expected)} of traffic and pauses, if devices behave as in vrbench run --simulate`,
  `at most ${countText(most)}, when no trial is invalid`,
  ...(calibrationTrials === undefined
    ? []
    : [
        `of them to calibrate the tester: ${countText(calibrationTrials.expected)};` +
          ` at most ${countText(calibrationTrials.most)}`,
      ]),
];

/** How many set-ups interleaving takes, whose time is not among that of trials. */
const orderLines = ({ order, dataPlanes }: Plan): readonly string[] =>
  order === 'interleaved'
    ? [
        `interleaved, block by block: ${sum(dataPlanes.map(({ setUps }) => setUps))} set-ups of data planes` +
          ` in place of ${dataPlanes.length}`,
      ]
    : [];

/** What stays on a machine that builds modules: see provision/kernel-module/cache.ts. */
const remainderLines = ({ base }: Plan): readonly string[] => {
  const building = base.filter(({ kind }) => kind === 'module-build');
  const machines = [...new Set(building.map(({ machine }) => machine))].join(', ');
  return machines === ''
    ? ['nothing stays on the machines']
    : [`what remains: the built modules, in /var/cache/vrbench on ${machines}`];
};

/**
 * A plan as lines: the changes to each machine, how they are undone, and the total duration.
 * @param everyCommand instead, every step with its commands
 */
export const planLines = (
  plan: Plan,
  trials: TrialPlan,
  everyCommand: boolean,
): readonly string[] => {
  const shown = (steps: readonly PlannedStep[]): readonly string[] =>
    everyCommand ? steps.flatMap(commandLines) : changeLines(steps);
  const all = [plan.base, ...plan.dataPlanes.map(({ steps }) => steps)].flat();
  const commands = sum(all.map((step) => step.commands.length));
  return [
    `${plan.playbook} on ${plan.testbed}`,
    'once:',
    ...shown(plan.base),
    ...plan.dataPlanes.flatMap(({ name, network, setUps, steps }) => {
      const place = network === undefined ? name : `${name}, ${network}`;
      return [setUps === 1 ? `${place}:` : `${place}, set up ${setUps} times:`, ...shown(steps)];
    }),
    ...remainderLines(plan),
    ...orderLines(plan),
    ...costLines(trials),
    ...(everyCommand ? [] : [`${plural(commands, 'command')} in all: --commands shows them`]),
  ];
};
