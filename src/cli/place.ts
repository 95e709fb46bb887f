import type { Logger } from 'pino';
import { checkFit, checkMedia } from '../config/fit.js';
import { loadTestbed, type LoadedPlaybook, type LoadedTestbed } from '../config/load.js';
import { PreconditionFailure } from '../model/failure.js';
import type { RunHeader } from '../session/archive-run.js';
import { runInInstructionTime } from '../session/instruction-time/run.js';
import type { Measuring } from '../session/measuring.js';
import { runPlaybook } from '../session/run.js';
import { SIMULATED_TESTBED, simulatePlaybook, simulationText } from '../session/simulation.js';
import { testbedOf } from './testbed.js';

/** Where trials take place. */
export interface Place {
  readonly testbed: RunHeader['testbed'];
  /** The testbed file, or what stands for it. */
  readonly text: string;
  readonly measure: (order: Measuring & { readonly log: Logger }) => Promise<void>;
}

/** What is wanted of a place besides trials. */
export interface Wishes {
  /** The machines stay set up as they are at the end. */
  readonly keep: boolean;
  /** Instructions are counted. */
  readonly count: boolean;
}

/** Simulated devices: no machine takes part. @throws InvalidFile for loads that their links would not carry */
export const simulation = (playbook: LoadedPlaybook): Place => {
  checkMedia(SIMULATED_TESTBED, playbook);
  return {
    testbed: SIMULATED_TESTBED,
    text: simulationText(),
    measure: (order) => simulatePlaybook(order),
  };
};

/** Machines that are booted for the run, and end with it. */
const instructionTime = ({ file, folder, text }: LoadedTestbed, { keep, count }: Wishes): Place => {
  if (keep) {
    throw new PreconditionFailure({
      attempted: `keeping the machines of testbed '${file.name}' as they are`,
      got: 'those of a deterministic lab end with the run',
      remedy: 'leave --keep out',
    });
  }
  return {
    testbed: {
      name: file.name,
      environment: { kind: 'instruction-time' },
      ...(file.linkSpeed && { linkSpeed: file.linkSpeed }),
    },
    text,
    measure: (order) => runInInstructionTime({ ...order, file, folder, count }),
  };
};

const machines = async (loaded: LoadedTestbed, { keep, count }: Wishes): Promise<Place> => {
  if (count) {
    throw new PreconditionFailure({
      attempted: `counting instructions on testbed '${loaded.file.name}'`,
      got: 'only a deterministic lab counts them: one emulated CPU, and nothing else on it',
      remedy: 'vrbench profile -t testbeds/deterministic-lab.yaml PLAYBOOK',
    });
  }
  const testbed = await testbedOf(loaded);
  const measure: Place['measure'] = (order) => runPlaybook({ ...order, testbed, keep });
  return { testbed, text: loaded.text, measure };
};

/**
 * The place that a testbed file describes.
 * @throws InvalidFile for a file, or for a playbook that asks for more than there is
 * @throws PreconditionFailure for a lab that is not up, or a wish that cannot be met there
 */
export const placeOf = async (
  path: string,
  playbook: LoadedPlaybook,
  wishes: Wishes,
): Promise<Place> => {
  const loaded = await loadTestbed(path);
  checkFit(loaded.file, playbook);
  return loaded.file.lab?.kind === 'deterministic'
    ? instructionTime(loaded, wishes)
    : machines(loaded, wishes);
};
