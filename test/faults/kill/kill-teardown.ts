import { archiveKept } from '../controller/archive-kept.js';
import { startController } from '../controller/controller.js';
import { undone } from '../controller/undone.js';
import { unless, type Fault } from '../fault.js';
import { shortPlaybook } from '../lab/short-playbook.js';

/** Commands that a teardown logs to standard error with --verbose, of which it has some forty. */
export const COMMAND = /"msg":"command"/;
const MOST_COMMANDS = 30;

const IN_RUN = [/: ports-up$/, /^setting up /, /load-sweep$/, /^\s+trial 1 /] as const;

/** A run is killed with SIGKILL, and then the teardown that undoes it, too. */
export const killTeardown: Fault = {
  title: 'teardown killed after a killed controller',
  tries: 20,
  attempt: async (places, draw) => {
    const [lab, folder] = [await places.lab('one-machine-lab'), await places.folder()];
    const playbook = await shortPlaybook(folder, {
      dataPlanes: ['ip-forwarder'],
      intendedLoads: ['500 pps', '1 kpps'],
      duration: '300 ms',
    });
    const [line, commands] = [draw.pick([...IN_RUN]), 1 + draw.below(MOST_COMMANDS)];
    const results = `${folder}/results`;
    const run = startController(['run', '-t', lab.testbedFile, playbook, '-r', results]);
    const reached = await run.reached(line, 1);
    run.signal('SIGKILL');
    await run.ended;
    const undoing = startController(['teardown', '-v', '-t', lab.testbedFile]);
    // One that has fewer commands has ended by then, and is not killed.
    await undoing.reached(COMMAND, commands);
    undoing.signal('SIGKILL');
    const killed = (await undoing.ended) === undefined;
    const { problems } = await archiveKept(results, run.said);
    return {
      moment: `after ${line.source}, then ${killed ? 'after' : 'ended before'} ${commands} commands of teardown`,
      problems: [
        ...unless(reached, `the run ended before that moment: ${run.said.slice(-3).join(' ')}`),
        ...problems,
        ...(await undone(lab, { self: false })),
      ],
    };
  },
};
