import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { DATA_PLANES } from '../data-plane.js';
import { MODIFIERS } from '../modifier.js';
import { length, rate } from './quantity.js';

/** What a playbook asked for, so that what is missing in the results can be named. */
export const asked = z
  .strictObject({
    dataPlanes: z.array(z.enum(DATA_PLANES)).describe('Names of the data planes to be measured'),
    networks: z
      .array(
        z.strictObject({
          name: z.string().describe('Its name in the playbook'),
          dataPlanes: z.array(z.enum(DATA_PLANES)).describe('Those it was to be measured with'),
        }),
      )
      .exactOptional()
      .describe('In the order of the playbook; absent if it has one network'),
    modifiers: z.array(z.enum(MODIFIERS)).describe('Conditions to measure under'),
    frameSizes: z.array(length('FCS included')),
    procedures: z
      .array(
        z.strictObject({
          test: z.string().describe('Name of the test'),
          loads: z
            .record(z.string(), rate('Aggregate over all sending ports'))
            .describe('Loads specified in the playbook, by their keys; those left open are absent'),
          proportions: z
            .record(z.string(), z.number().min(0).describe('Of the throughput: 0.8 for 80 %'))
            .exactOptional()
            .describe(
              "Loads in proportion to the reference's throughput, by their keys: 0.8 for 80 %",
            ),
        }),
      )
      .describe('In the order of the playbook'),
  })
  .describe('What the playbook asked for: a result for each combination, if the run was complete');

export type Asked = DeepReadonly<z.output<typeof asked>>;
