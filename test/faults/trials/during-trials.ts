import { setTimeout as delay } from 'node:timers/promises';
import { readTrials } from '../../../src/results/read-run.js';
import type { TrialRecord } from '../../../src/results/trial-schema.js';
import type { Draw } from '../campaign/draw.js';
import { archiveKept } from '../controller/archive-kept.js';
import { startController, type Controller } from '../controller/controller.js';
import { undone } from '../controller/undone.js';
import { problems, unless, type Attempt, type Fault, type Problem } from '../fault.js';
import type { FaultLab } from '../lab/lab.js';
import type { Places } from '../lab/places.js';
import { shortPlaybook } from '../lab/short-playbook.js';

/** Trouble that comes over a run in the middle of a trial. */
export interface Trouble {
  readonly title: string;
  readonly tries: number;
  /** Makes it. @returns when it is over, with what was drawn for it */
  readonly make: (lab: FaultLab, controller: Controller, draw: Draw) => Promise<string>;
}

/** When the trouble began and was over: ms since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const LOADS = ['300 pps', '400 pps', '500 pps', '600 pps'] as const;
/** In ms: the second of these trials is running from the end of the first one for so long. */
const WITHIN_TRIAL = { from: 500, to: 4000 };
const DURATION = '5 s';

/** What is wrong with the trials of a run in which trouble came and went. Pure. */
export const trialsJudged = (
  trials: readonly Pick<TrialRecord, 'sequence' | 'started' | 'ended' | 'result'>[],
  { from, to }: Span,
): readonly Problem[] => {
  const during = trials.filter(
    ({ started, ended }) =>
      started !== null && Date.parse(started) < to && Date.parse(ended) > from,
  );
  const silent = during.filter(
    ({ result: { validity } }) => validity.state === 'valid' || validity.reasons.length === 0,
  );
  const spoilt = trials.filter(
    (trial) => !during.includes(trial) && trial.result.validity.state === 'invalid',
  );
  const valid = trials.filter(({ result }) => result.validity.state === 'valid');
  return [
    ...unless(during.length > 0, 'no trial of that time is in the archive'),
    ...problems(
      'wrong',
      silent.map(({ sequence }) => `trial ${sequence} is not marked as invalid with a reason`),
    ),
    ...problems(
      'wrong',
      spoilt.map(({ sequence }) => `trial ${sequence} is invalid, and was not of that time`),
    ),
    ...unless(
      valid.length >= LOADS.length,
      `${valid.length} of ${LOADS.length} loads were measured`,
    ),
  ];
};

/** A run on three machines that is at a drawn moment of its second trial. */
export const inTrial = async (places: Places, draw: Draw) => {
  const [lab, folder] = [await places.lab('virtual-lab'), await places.folder()];
  const playbook = await shortPlaybook(folder, {
    dataPlanes: ['ip-forwarder'],
    intendedLoads: LOADS,
    duration: DURATION,
  });
  const results = `${folder}/results`;
  const controller = startController(['run', '-t', lab.testbedFile, playbook, '-r', results]);
  if (!(await controller.reached(/^\s+trial 1 /, 1))) {
    throw new Error(`the run made no trial: ${controller.said.slice(-3).join(' ')}`);
  }
  const time = WITHIN_TRIAL.from + draw.below(WITHIN_TRIAL.to - WITHIN_TRIAL.from);
  await delay(time);
  return { lab, controller, results, moment: `${time} ms after trial 1` };
};

/** A fault: the run goes on when the trouble is over, and says which trials it was in. */
export const duringTrials = ({ title, tries, make }: Trouble): Fault => ({
  title,
  tries,
  attempt: async (places, draw): Promise<Attempt> => {
    const { lab, controller, results, moment } = await inTrial(places, draw);
    const from = Date.now();
    const drawn = await make(lab, controller, draw);
    const span = { from, to: Date.now() };
    const exitCode = await controller.ended;
    const { said } = controller;
    const kept = await archiveKept(results, said);
    const trials =
      kept.folder === undefined || kept.problems.length > 0
        ? []
        : (await readTrials(kept.folder)).trials;
    return {
      moment: `${moment}, ${drawn}`,
      problems: [
        ...unless(
          exitCode === 0,
          `it exits ${exitCode ?? 'by a signal'}: ${said.slice(-3).join(' ')}`,
        ),
        ...kept.problems,
        ...unless(kept.state === 'complete', `the archive says ${kept.state ?? 'nothing'}`),
        ...trialsJudged(trials, span),
        ...(await undone(lab, { self: true })),
      ],
    };
  },
});
