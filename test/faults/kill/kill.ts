import { setTimeout as delay } from 'node:timers/promises';
import { archiveKept } from '../controller/archive-kept.js';
import type { Controller } from '../controller/controller.js';
import { undone } from '../controller/undone.js';
import { unless, type Attempt, type Fault, type Problem } from '../fault.js';
import type { FaultLab } from '../lab/lab.js';
import type { LabName } from '../lab/places.js';
import { shortPlaybook } from '../lab/short-playbook.js';
import { ENDING_NAMES, ENDINGS, type Ending } from './endings.js';
import { drawMoment, momentText, type Moment } from './moments.js';

/** Built modules are kept there: without it a run builds them. */
const MODULE_CACHE = '/var/cache/vrbench';

/** Ends a controller at a moment. @returns whether it was still running by then */
const endAt = async (
  controller: Controller,
  { line, occurrence, delay: time }: Moment,
  { end }: Ending,
): Promise<boolean> => {
  if (!(await controller.reached(line, occurrence))) return false;
  const over = controller.ended.then(() => true);
  if (await Promise.race([over, delay(time, false)])) return false;
  end(controller);
  return true;
};

const judged = (
  ending: Ending,
  exitCode: number | undefined,
  said: readonly string[],
): readonly Problem[] => {
  const { exitCodes } = ending;
  if (exitCodes === undefined) return [];
  const expected = exitCode !== undefined && exitCodes.includes(exitCode);
  return unless(expected, `it exits ${exitCode ?? 'by a signal'}: ${said.slice(-3).join(' ')}`);
};

/**
 * Makes a run and ends it at a drawn moment, then undoes with teardown what is left.
 * A delay that is longer than what was left of the run is halved.
 */
export const killOnce = async (
  lab: FaultLab,
  playbook: string,
  folder: string,
  ending: Ending,
  moment: Moment,
): Promise<Attempt> => {
  if (moment.phase === 'build') {
    await Promise.all(
      lab.machines.map((each) => lab.on(each, (host) => host.run(['rm', '-rf', MODULE_CACHE]))),
    );
  }
  const results = `${folder}/results-${moment.delay}`;
  const controller = await ending.start(['run', '-t', lab.testbedFile, playbook, '-r', results]);
  const hit = await endAt(controller, moment, ending);
  const exitCode = await controller.ended;
  if (!hit && moment.delay > 0) {
    const sooner = { ...moment, delay: Math.floor(moment.delay / 2) };
    return killOnce(lab, playbook, folder, ending, sooner);
  }
  const { said } = controller;
  const { state, problems } = await archiveKept(results, said);
  return {
    moment: momentText(moment),
    problems: [
      ...unless(hit, `the run ended before that moment: ${said.slice(-3).join(' ')}`),
      ...judged(ending, exitCode, said),
      ...problems,
      ...unless(
        state === undefined || ending.states.includes(state),
        `the archive says ${state ?? ''}`,
      ),
      ...(await undone(lab, { self: ending.undoes })),
    ],
  };
};

/** Runs on a lab that are ended in every way at every moment. */
export const kill = (name: LabName, tries: number): Fault => ({
  title: `controller killed, terminal or pipe closed: ${name}`,
  tries,
  attempt: async (places, draw) => {
    const how = draw.pick(ENDING_NAMES);
    const moment = drawMoment(draw);
    const [lab, folder] = [await places.lab(name), await places.folder()];
    const playbook = await shortPlaybook(folder, {
      dataPlanes: ['ip-forwarder', 'napi-macvlan'],
      intendedLoads: ['500 pps', '1 kpps'],
      duration: '300 ms',
    });
    const attempt = await killOnce(lab, playbook, folder, ENDINGS[how], moment);
    return { ...attempt, moment: `${how}, ${attempt.moment}` };
  },
});
