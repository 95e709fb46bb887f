import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { count } from '../../model/schema/quantity.js';
import { controllerSchema, setupSchema, vrbenchSchema } from './setup-schema.js';
import { moment } from '../trial-schema.js';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('Of the text, which is in inputs/');

/** The files that a run was started with. */
export const inputFilesSchema = z
  .strictObject({
    testbed: z
      .strictObject({
        file: z.string().nullable().describe('Its path; null if devices are simulated'),
        sha256,
      })
      .describe('The testbed file'),
    playbook: z
      .strictObject({ file: z.string().describe('Its path'), sha256 })
      .describe('The playbook file'),
  })
  .describe('The files that the run was started with: it can only be resumed with the same ones');

/** The resumption of a stopped run. */
export const resumedSchema = z
  .strictObject({
    at: moment,
    afterTrials: count('Number of trials in the journal, which were not repeated'),
    vrbench: vrbenchSchema,
    controller: controllerSchema,
    setup: setupSchema
      .nullable()
      .describe('Of the machines, read again; null if they are simulated or were not read'),
  })
  .describe('A stopped run was resumed: vrbench run --resume');

export type InputFiles = DeepReadonly<z.output<typeof inputFilesSchema>>;
