import { z } from 'zod';
import { length, rate } from '../model/schema/quantity.js';
import { dataPlane, modifier, network } from '../model/schema/where.js';
import { procedureIndex } from './trial-schema.js';
import { testName } from '../rfc2544/tests/index.js';

const frameSize = length('Of each frame, FCS included');

/** The reference of a run, once measured. */
export const referenceRecord = z
  .strictObject({
    dataPlane,
    throughputs: z
      .array(
        z.strictObject({
          frameSize,
          throughput: rate('Basis of proportions; null if none was found').nullable(),
          reason: z.string().exactOptional().describe('Why none was found'),
        }),
      )
      .describe("Of its network 'reference': one port to one port, one router, one destination"),
    loads: z
      .array(
        z.strictObject({
          path: z.string().describe('Its position in the playbook: procedures[0].intendedLoads[2]'),
          proportion: z.number().min(0).describe('Of the throughput: 0.8 for 80 %'),
          rates: z
            .array(z.strictObject({ frameSize, load: rate('That proportion of the throughput') }))
            .describe('The resulting load at each frame size'),
        }),
      )
      .describe('The loads in proportion to it, with the resulting rates'),
  })
  .describe('The data plane whose throughput is the basis of proportional loads');

/** A measurement that was left out, and why. */
export const leftOutRecord = z
  .strictObject({
    dataPlane,
    network,
    modifier,
    frameSize,
    procedure: procedureIndex,
    test: testName.describe('Name of the test'),
    load: z
      .string()
      .exactOptional()
      .describe('Position in the playbook of the load that was left out; absent: all of them'),
    reason: z.string().describe('Why not'),
  })
  .describe('A procedure, or one of its loads, that could not be measured');
