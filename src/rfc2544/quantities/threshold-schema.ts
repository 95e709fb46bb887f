import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { length, rate } from '../../model/schema/quantity.js';
import { dataPlane, network } from '../../model/schema/where.js';
import { testName } from '../tests/index.js';
import { QUANTITY_NAMES } from './quantity.js';

/** A threshold as recorded in run.json. */
export const thresholdRecord = z
  .strictObject({
    test: testName.describe('The test whose figure it is'),
    dataPlane,
    network: network.describe('Absent: in every network'),
    frameSize: length('Absent: at every frame size').exactOptional(),
    load: rate('Absent: at every load that has a figure').exactOptional(),
    quantity: z.enum(QUANTITY_NAMES).describe('The figure'),
    limit: z
      .enum(['at-least', 'at-most'])
      .describe('Whether the value is a lower or an upper limit'),
    value: z
      .number()
      .min(0)
      .describe("In the quantity's unit; for unlocated frames, the sum over all trials"),
  })
  .describe('A figure that a run had to reach');

/** A figure that a run has to reach. */
export type ThresholdRecord = DeepReadonly<z.output<typeof thresholdRecord>>;
