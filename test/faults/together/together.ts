import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { archiveKept } from '../controller/archive-kept.js';
import { startController } from '../controller/controller.js';
import { undone } from '../controller/undone.js';
import { problems, unless, type Fault, type Problem } from '../fault.js';
import type { FaultLab } from '../lab/lab.js';
import type { Places } from '../lab/places.js';
import { shortPlaybook } from '../lab/short-playbook.js';

const PRECONDITION = 4;
/** In ms. */
const TENTH = 100;

const atLab = async (places: Places) => {
  const [lab, folder] = [await places.lab('one-machine-lab'), await places.folder()];
  const playbook = await shortPlaybook(folder, {
    dataPlanes: ['ip-forwarder'],
    intendedLoads: ['500 pps'],
    duration: '300 ms',
  });
  return { lab, folder, playbook };
};

/** A run that has ended: its exit code, what it said, and its archive. */
const runEnded = async (lab: FaultLab, playbook: string, results: string) => {
  const controller = startController(['run', '-t', lab.testbedFile, playbook, '-r', results]);
  const exitCode = await controller.ended;
  const { said } = controller;
  return { exitCode, said, kept: await archiveKept(results, said) };
};

type Ended = Awaited<ReturnType<typeof runEnded>>;

/** The other one says who is there: by the id of its run. */
const refused = ({ exitCode, said }: Pick<Ended, 'exitCode' | 'said'>, by: Ended) => {
  const run = basename(by.kept.folder ?? 'no archive');
  const text = said.join(' ');
  return [
    ...unless(
      exitCode === PRECONDITION,
      `the refused one exits ${exitCode ?? 'by a signal'}: ${text}`,
    ),
    ...unless(text.includes(run), `the refused one does not name run ${run}: ${text}`),
  ];
};

/** Of two runs one works, and the other is refused. Pure. */
const oneWorks = (one: Ended, other: Ended): readonly Problem[] => {
  const worked = [one, other].filter(({ exitCode }) => exitCode === 0);
  const [winner, ...more] = worked;
  if (winner === undefined || more.length > 0) {
    const texts = [one, other].map(({ said }) => said.slice(-2).join(' '));
    return problems('wrong', [`${worked.length} of 2 runs worked: ${texts.join(' | ')}`]);
  }
  return [...winner.kept.problems, ...refused(winner === one ? other : one, winner)];
};

/** Two runs of one playbook begin within a tenth of a second. */
export const twoControllers: Fault = {
  title: 'two controllers within a tenth of a second',
  tries: 50,
  attempt: async (places, draw) => {
    const { lab, folder, playbook } = await atLab(places);
    const time = draw.below(TENTH);
    const [one, other] = await Promise.all([
      runEnded(lab, playbook, `${folder}/one`),
      delay(time).then(() => runEnded(lab, playbook, `${folder}/other`)),
    ]);
    return {
      moment: `${time} ms apart`,
      problems: [...oneWorks(one, other), ...(await undone(lab, { self: true }))],
    };
  },
};

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
