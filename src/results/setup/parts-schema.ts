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
        file: z.string().nullable().describe('Where it was; null where devices are simulated'),
        sha256,
      })
      .describe('The testbed file'),
    playbook: z
      .strictObject({ file: z.string().describe('Where it was'), sha256 })
      .describe('The playbook file'),
  })
  .describe('The files that the run was started with: it can go on with no others');

/** When a run that had been stopped went on. */
export const resumedSchema = z
  .strictObject({
    at: moment,
    afterTrials: count('How many trials the journal had: they were not made again'),
    vrbench: vrbenchSchema,
    controller: controllerSchema,
    setup: setupSchema
      .nullable()
      .describe('Of the machines, read again; null where they are simulated or were not read'),
  })
  .describe('A run that had been stopped went on: vrbench run --resume');

export type InputFiles = DeepReadonly<z.output<typeof inputFilesSchema>>;
