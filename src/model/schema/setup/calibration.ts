import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { clockBound } from '../latency.js';
import { duration, frames, length, rate } from '../quantity.js';
import { invalidReason } from '../trial.js';

const calibrationTrial = z
  .strictObject({
    intendedLoad: rate('To the port of the generator'),
    offered: frames('What the generator says it sent; null of a trial that broke').nullable(),
    received: frames('What the sink received; null likewise').nullable(),
    offeredDuration: duration('How long the generator took to send it; null likewise').nullable(),
    reasons: z
      .array(invalidReason)
      .describe('Why nothing is concluded from it; none of a valid one'),
  })
  .describe('One trial of the calibration');

/** A latency that the clocks can tell from none at all. */
const known = (what: string) =>
  duration(`${what}; null where the clocks (clocks.bound) cannot tell it from 0`).nullable();

const floor = z
  .strictObject({
    load: rate('At which it was measured: a tenth of the highest; through a bridge 1,000 frames/s, or less if the line rate is low'),
    minimum: known('The least'),
    p50: known('Half of the frames took no longer'),
    p99: known('99 % of the frames took no longer'),
    clocks: clockBound,
  })
  .describe("What of each latency is the tester's own");

/** The tester at one frame size. */
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
        'What it ends at: the line rate of the link, what the generator offers, or what the sink receives; null likewise',
      ),
    latency: floor.nullable().describe('null where it could not be measured'),
    trials: z
      .array(calibrationTrial)
      .describe('All of them, in order: those that look for the load, then those of the latency'),
  })
  .describe('What the tester itself carries at one frame size');

/** The tester without a DUT. */
export const calibrationSchema = z
  .strictObject({
    through: z
      .enum(['cable', 'bridge'])
      .default('cable')
      .describe(
        'cable: straight from generator to sink. bridge: through the DUT as a bridge, whose latency is included; no highest load is measured',
      ),
    generator: z.string().describe('The port that sent, by its name in the testbed'),
    sink: z.string().describe('The port that received'),
    sizes: z.array(sizeCalibration).describe('One for each frame size of the playbook'),
  })
  .describe('Generator into sink without a router, measured before the first trial of the run');

export type CalibrationTrial = DeepReadonly<z.output<typeof calibrationTrial>>;
export type SizeCalibration = DeepReadonly<z.output<typeof sizeCalibration>>;
export type Calibration = DeepReadonly<z.output<typeof calibrationSchema>>;
