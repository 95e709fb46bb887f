import { archiveKept } from '../controller/archive-kept.js';
import { teardown } from '../controller/undone.js';
import { problems, unless, type Fault } from '../fault.js';
import { anyMachine } from '../lab/any-machine.js';
import { inTrial } from './during-trials.js';

const UNREACHABLE = 5;

/** A machine that does not come back: the run ends and names it, and the others are undone. */
export const machineDies: Fault = {
  title: 'QEMU is killed',
  tries: 5,
  attempt: async (places, draw) => {
    const { lab, controller, results, moment } = await inTrial(places, draw);
    const machine = anyMachine(lab, draw);
    process.kill(await lab.pidOf(machine), 'SIGKILL');
    const exitCode = await controller.ended;
    const { said } = controller;
    const names = (lines: readonly string[]): boolean =>
      lines.some((line) => new RegExp(`\\b${machine}\\b`).test(line));
    const kept = await archiveKept(results, said);
    const undo = await teardown(lab);
    const alive = lab.machines.filter((each) => each !== machine);
    const left = await lab.changes(alive);
    await places.renew();
    return {
      moment: `${moment}, ${machine}`,
      problems: [
        ...unless(exitCode === UNREACHABLE, `it exits ${exitCode ?? 'by a signal'}`),
        ...unless(
          names(said.slice(-8)),
          `it does not name ${machine}: ${said.slice(-3).join(' ')}`,
        ),
        ...kept.problems,
        ...unless(kept.state === 'failed', `the archive says ${kept.state ?? 'nothing'}`),
        ...unless(
          undo.exitCode === UNREACHABLE,
          `teardown exits ${undo.exitCode ?? 'by a signal'}`,
        ),
        ...unless(names(undo.said), `teardown does not name ${machine}: ${undo.said.join(' ')}`),
        ...problems('left behind', left),
      ],
    };
  },
};
