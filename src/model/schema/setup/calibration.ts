import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { clockBound } from '../latency.js';
import { duration, frames, length, rate } from '../quantity.js';
import { invalidReason } from '../trial.js';

const calibrationTrial = z
  .strictObject({
    intendedLoad: rate('To the port of the generator'),
    offered: frames('Sent, as reported by the generator; null if the trial failed').nullable(),
    received: frames('Received by the sink; null likewise').nullable(),
    offeredDuration: duration('How long the generator took to send it; null likewise').nullable(),
    reasons: z.array(invalidReason).describe('Why it cannot be used; empty if it is valid'),
  })
  .describe('One trial of the calibration');

/** A latency that the clocks can distinguish from 0. */
const known = (what: string) =>
  duration(`${what}; null if the clocks (clocks.bound) cannot distinguish it from 0`).nullable();

const floor = z
  .strictObject({
    load: rate(
      'At which it was measured: a tenth of the highest; through a bridge 1,000 frames/s, or less if the line rate is low',
    ),
    minimum: known('The minimum'),
    p50: known('Half of the frames took no longer'),
    p99: known('99 % of the frames took no longer'),
    clocks: clockBound,
  })
  .describe("The tester's own part of each latency");

/** Calibration of the tester at one frame size. */
export const sizeCalibration = z
  .strictObject({
    frameSize: length('Of each Ethernet frame, FCS included'),
    load: rate(
      'The highest that was offered in full, with every frame received; null if there was none, and through a bridge',
    ).nullable(),
    limit: z
      .enum(['link', 'generator', 'sink'])
      .nullable()
      .describe(
        'What limits it: the line rate of the link, the generator or the sink; null likewise',
      ),
    latency: floor.nullable().describe('null if it could not be measured'),
    trials: z
      .array(calibrationTrial)
      .describe(
        'All of them, in order: those of the search for the load, then those of the latency',
      ),
  })
  .describe("The tester's own limits at one frame size");

/** The tester without a DUT. */
export const calibrationSchema = z
  .strictObject({
    through: z
      .enum(['cable', 'bridge'])
      .default('cable')
      .describe(
        'cable: directly from generator to sink. bridge: through the DUT as a bridge, whose latency is included; no highest load is measured',
      ),
    generator: z.string().describe('The port that sent, by its name in the testbed'),
    sink: z.string().describe('The port that received'),
    sizes: z.array(sizeCalibration).describe('One for each frame size of the playbook'),
  })
  .describe('Generator into sink without a router, measured before the first trial of the run');

export type CalibrationTrial = DeepReadonly<z.output<typeof calibrationTrial>>;
export type SizeCalibration = DeepReadonly<z.output<typeof sizeCalibration>>;
export type Calibration = DeepReadonly<z.output<typeof calibrationSchema>>;
