import { basename } from 'node:path';
import { archiveKept } from '../controller/archive-kept.js';
import { startController } from '../controller/controller.js';
import { unless, type Problem } from '../fault.js';
import type { FaultLab } from '../lab/lab.js';
import type { Places } from '../lab/places.js';
import { shortPlaybook } from '../lab/short-playbook.js';

const PRECONDITION = 4;
/** In ms. */
export const TENTH = 100;

/** One machine, and the shortest of runs. */
export const atLab = async (places: Places) => {
  const [lab, folder] = [await places.lab('one-machine-lab'), await places.folder()];
  const playbook = await shortPlaybook(folder, {
    dataPlanes: ['ip-forwarder'],
    intendedLoads: ['500 pps'],
    duration: '300 ms',
  });
  return { lab, folder, playbook };
};

/** A run that has ended: its exit code, what it said, and its archive. */
export const runEnded = async (lab: FaultLab, playbook: string, results: string) => {
  const controller = startController(['run', '-t', lab.testbedFile, playbook, '-r', results]);
  const exitCode = await controller.ended;
  const { said } = controller;
  return { exitCode, said, kept: await archiveKept(results, said) };
};

/** A run that has ended. */
export type Ended = Awaited<ReturnType<typeof runEnded>>;

/** The other one says who is there: by the id of its run. */
export const refused = (
  { exitCode, said }: Pick<Ended, 'exitCode' | 'said'>,
  by: Ended,
): readonly Problem[] => {
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
