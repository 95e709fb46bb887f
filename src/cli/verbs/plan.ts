import { Argument, Command } from '@commander-js/extra-typings';
import { checkFit } from '../../config/fit.js';
import { loadPlaybook, loadTestbed } from '../../config/load.js';
import { plural } from '../../document/wording.js';
import { readable } from '../../host/command/quote.js';
import { planOf, type Plan, type PlannedStep } from '../../session/plan/plan.js';
import { trialPlanOf, type PlannedTrials, type TrialPlan } from '../../session/plan/trial-plan.js';
import { sum } from '../../model/numbers/sum.js';
import { approximately } from '../../model/units.js';
import { roughTime } from '../display/rough-time.js';
import { print, printJson, type Io } from '../io.js';
import { playbookFile, testbedFile } from '../shipped.js';

const stepText = ({ machine, kind, commands }: PlannedStep): string =>
  [
    `  ${machine}: ${kind}`,
    ...commands.flatMap(({ argv, stdin }) => [
      `    ${readable(argv, Infinity)}`,
      ...(stdin ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `      | ${line}`),
    ]),
  ].join('\n');

const countText = ({ trials, seconds: length }: PlannedTrials): string =>
  `${plural(trials, 'trial')}, ${roughTime(approximately(length * 1e9))}`;

/** How many trials there are, and how long they take. */
const costText = ({ expected, most }: TrialPlan): readonly string[] => [
  `expected: ${countText(expected)} of traffic and pauses, where devices are as vrbench run --simulate has them`,
  `at most ${countText(most)}, when no trial is invalid`,
];

/** How many set-ups interleaving takes, whose time is not among that of trials. */
const interleavedText = ({ dataPlanes }: Plan): string =>
  `interleaved, block by block: ${sum(dataPlanes.map(({ setUps }) => setUps))} set-ups of data planes` +
  ` in place of ${dataPlanes.length}`;

/** `vrbench plan`: the exact steps and commands of a run; asks no machine, changes nothing. */
export const planVerb = (io: Io) =>
  new Command('plan')
    .description('show the steps and commands of a run, changing nothing')
    .addArgument(
      new Argument('<playbook>', 'playbook file, or the name of a shipped one').argParser(
        playbookFile,
      ),
    )
    .requiredOption(
      '-t, --testbed <file>',
      'testbed file, or the name of a shipped one',
      testbedFile,
    )
    .option('--json', 'print the plan as JSON')
    .action(async (path, options) => {
      const { file, folder } = await loadTestbed(options.testbed, io.signal);
      const { playbook } = checkFit(file, await loadPlaybook(path, io.signal));
      const plan = planOf(file, folder, playbook);
      const trials = await trialPlanOf({ playbook, linkSpeed: file.linkSpeed }, io.signal);
      if (options.json === true) {
        printJson(io, { ...plan, ...trials });
        return;
      }
      print(io, `${plan.playbook} on ${plan.testbed}`);
      print(io, 'once:');
      for (const step of plan.base) print(io, stepText(step));
      for (const { name, network, setUps, steps } of plan.dataPlanes) {
        const place = network === undefined ? name : `${name}, ${network}`;
        print(io, setUps === 1 ? `${place}:` : `${place}, set up ${setUps} times:`);
        for (const step of steps) print(io, stepText(step));
      }
      if (plan.order === 'interleaved') print(io, interleavedText(plan));
      for (const line of costText(trials)) print(io, line);
    });
