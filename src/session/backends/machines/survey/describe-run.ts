import type { Logger } from 'pino';
import type { Playbook } from '../../../../config/playbook.js';
import { sendsBySource } from '../../../../config/testbed/sending.js';
import type { Setup } from '../../../../results/schema.js';
import type { Machines } from '../connect.js';
import { pktgenFrames, sourceFrames } from '../setup.js';
import type { StageOptions } from '../stage.js';
import { calibrateTester } from './calibrate-tester.js';
import { readSetup, type ReadyMachines } from './read-setup.js';

/** A run whose base is set up. */
export interface ReadyRun extends ReadyMachines {
  readonly machines: Machines;
  readonly playbook: Playbook;
  readonly log: Logger;
}

/**
 * Describes the setup of a run: machines, test frames, and the tester's calibration if there is one.
 * @throws ParseFailure, Failure, and what hosts throw
 */
export const describeRun = async (run: ReadyRun, stage: StageOptions): Promise<Setup> => {
  const { testbed, playbook, blueprint, counting } = run;
  const testFrames = sendsBySource(testbed)
    ? sourceFrames(blueprint, counting.by)
    : pktgenFrames(playbook, testbed, blueprint);
  const setup = await readSetup(run, stage.signal);
  const calibration = await calibrateTester(run, stage);
  return { ...setup, testFrames, ...(calibration && { calibration }) };
};
