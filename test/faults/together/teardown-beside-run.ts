import { setTimeout as delay } from 'node:timers/promises';
import { archiveKept } from '../controller/archive-kept.js';
import { startController } from '../controller/controller.js';
import { undone } from '../controller/undone.js';
import { unless, type Fault } from '../fault.js';
import { atLab, refused, TENTH } from './beside.js';

const LINES = [
  /^preparing the machines$/,
  /: module-load$/,
  /load-sweep$/,
  /^\s+trial 1 /,
] as const;

/** A teardown begins within a tenth of a second of something that a run does. */
export const teardownBesideRun: Fault = {
  title: 'a teardown beside a run',
  tries: 50,
  attempt: async (places, draw) => {
    const { lab, folder, playbook } = await atLab(places);
    const [line, time] = [draw.pick([...LINES]), draw.below(TENTH)];
    const results = `${folder}/results`;
    const run = startController(['run', '-t', lab.testbedFile, playbook, '-r', results]);
    await run.reached(line, 1);
    await delay(time);
    const beside = startController(['teardown', '-t', lab.testbedFile]);
    const besideCode = await beside.ended;
    const exitCode = await run.ended;
    const kept = await archiveKept(results, run.said);
    const ended = { exitCode, said: run.said, kept };
    return {
      moment: `${time} ms after ${line.source}`,
      problems: [
        ...unless(
          exitCode === 0,
          `the run exits ${exitCode ?? 'by a signal'}: ${run.said.at(-1) ?? ''}`,
        ),
        ...kept.problems,
        ...refused({ exitCode: besideCode, said: beside.said }, ended),
        ...(await undone(lab, { self: true })),
      ],
    };
  },
};
