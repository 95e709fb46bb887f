import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';

const change = z
  .strictObject({
    where: z.string().describe('dut, dut port dut0; several are separated by commas'),
    what: z.string().describe('governor, link speed, ring ...'),
    one: z.string().describe('At the start of the run'),
    other: z.string().describe('At its end'),
  })
  .describe('A setting that figures depend on and that changed during the run');

/** The machines were read again after the last measurement. */
export const setupAtEndSchema = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('read'),
      changes: z.array(change).describe('Empty if nothing changed'),
    }),
    z.strictObject({ state: z.literal('not-read'), reason: z.string().describe('Why not') }),
  ])
  .describe('What changed on the machines during the run; absent if the run was aborted');

export type SetupAtEnd = DeepReadonly<z.output<typeof setupAtEndSchema>>;
