import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
import { overlap, sendingSpans, type Span } from './sending.js';

/** Trouble that comes over a run in the middle of a trial. */
export interface Trouble {
  readonly title: string;
  readonly tries: number;
  /** Something stands still, and goes on as if nothing had been: it does harm only while frames are sent. */
  readonly standstill?: true | undefined;
  /** Makes it. @returns when it is over, with what was drawn for it */
  readonly make: (lab: FaultLab, controller: Controller, draw: Draw) => Promise<string>;
}

const LOADS = ['300 pps', '400 pps', '500 pps', '600 pps'] as const;
/** In ms: the second of these trials is running from the end of the first one for so long. */
const WITHIN_TRIAL = { from: 500, to: 4000 };
const DURATION = '5 s';

type Judged = Pick<TrialRecord, 'sequence' | 'started' | 'ended' | 'result'>;

/** In ms: a standstill that is shorter does no harm (docs/reliability.md). */
const HARMLESS = 1000;

/** Whether trouble may have done no harm to a trial: none of its frames was sent meanwhile. */
const isSpared = ({ started, ended }: Judged, trouble: Span, sent: readonly Span[]): boolean => {
  const trial = { from: Date.parse(started ?? ended), to: Date.parse(ended) };
  const own = sent.filter((each) => overlap(each, trial) > 0);
  return own.length > 0 && own.every((each) => overlap(each, trouble) < HARMLESS);
};

/**
 * What is wrong with the trials of a run in which trouble came and went. Pure.
 * @param trouble when it began and was over
 * @param sent when frames were sent, for trouble that does harm only then
 */
export const trialsJudged = (
  trials: readonly Judged[],
  trouble: Span,
  sent: readonly Span[] = [],
): readonly Problem[] => {
  const during = trials.filter(
    ({ started, ended }) =>
      started !== null && Date.parse(started) < trouble.to && Date.parse(ended) > trouble.from,
  );
  const silent = during.filter(
    (trial) =>
      (trial.result.validity.state === 'valid' || trial.result.validity.reasons.length === 0) &&
      !isSpared(trial, trouble, sent),
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
    throw new Error(`the run made no trial: ${controller.said.join(' ')}`);
  }
  const time = WITHIN_TRIAL.from + draw.below(WITHIN_TRIAL.to - WITHIN_TRIAL.from);
  await delay(time);
  return { lab, controller, results, moment: `${time} ms after trial 1` };
};

/** A fault: the run goes on when the trouble is over, and says which trials it was in. */
export const duringTrials = ({ title, tries, standstill, make }: Trouble): Fault => ({
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
    const { folder } = kept;
    const readable = folder !== undefined && kept.problems.length === 0;
    const trials = readable ? (await readTrials(folder)).trials : [];
    const sent =
      readable && standstill === true
        ? sendingSpans(await readFile(join(folder, 'log.ndjson'), 'utf8'))
        : [];
    return {
      moment: `${moment}, ${drawn}`,
      problems: [
        ...unless(
          exitCode === 0,
          `it exits ${exitCode ?? 'by a signal'}: ${said.slice(-3).join(' ')}`,
        ),
        ...kept.problems,
        ...unless(kept.state === 'complete', `the archive says ${kept.state ?? 'nothing'}`),
        ...trialsJudged(trials, span, sent),
        ...(await undone(lab, { self: true })),
      ],
    };
  },
});
