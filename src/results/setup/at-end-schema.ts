import { z } from 'zod';

const change = z
  .strictObject({
    where: z.string().describe('dut, dut port dut0; several are separated by commas'),
    what: z.string().describe('governor, link speed, ring ...'),
    one: z.string().describe('At the start of the run'),
    other: z.string().describe('At its end'),
  })
  .describe('Something that figures depend on, and was not the same all the time');

/** The machines were read again when all was measured. */
export const setupAtEndSchema = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('read'),
      changes: z.array(change).describe('None where nothing that is read changed'),
    }),
    z.strictObject({ state: z.literal('not-read'), reason: z.string().describe('Why not') }),
  ])
  .describe('What changed on the machines during the run; absent where it broke off');
