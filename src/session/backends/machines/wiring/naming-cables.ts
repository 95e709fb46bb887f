import type { Testbed } from '../../../../config/testbed/testbed.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { FramesStopped } from '../../../../traffic/wiring/frames-stopped.js';
import type { Machines } from '../connect.js';
import type { StageOptions } from '../stage.js';
import { CablesDiffer } from './cables-differ.js';
import { NoCarrier } from './links.js';
import { surveyCables } from './survey-cables.js';

/**
 * Replaces the error of a run whose frames did not arrive by a wiring error, if cables differ from the
 * testbed. To be called after the run's changes are undone, so that its ports are free again.
 * @param error the run's error
 * @returns the error to report
 */
export const namingCables = async (
  error: unknown,
  machines: Pick<Machines, 'all'>,
  testbed: Testbed,
  { runId, signal, announce }: StageOptions,
): Promise<unknown> => {
  const isOfCables = error instanceof FramesStopped || error instanceof NoCarrier;
  // The run itself connects software NICs.
  if (!isOfCables || testbed.softwareNic !== undefined || signal.aborted) return error;
  announce('checking the cables of all ports');
  try {
    const { findings } = await surveyCables(testbed, machines.all, { runId, signal });
    const stopping = findings.filter(({ severity }) => severity === 'stops');
    return stopping.length === 0
      ? error
      : new CablesDiffer('checking the cables before the first trial', stopping, error);
  } catch (second) {
    // Changes left on a machine are worse than an unidentified cable.
    return second instanceof PreconditionFailure ? error : second;
  }
};
