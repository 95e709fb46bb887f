import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';

const requirement = {
  requirement: z.string(),
  section: z.string().describe('Of RFC 2544 unless another document is named'),
  level: z
    .enum(['MUST', 'SHOULD', 'described'])
    .describe("The word that is used; 'described' where the text says it with neither"),
};

/** Something that is asked for, and whether a run does it. */
export const conformanceSchema = z
  .discriminatedUnion('state', [
    z.strictObject({ ...requirement, state: z.literal('met') }),
    z.strictObject({
      ...requirement,
      state: z.literal('deviates'),
      value: z.string().describe('What the run did instead'),
    }),
    z
      .strictObject({ ...requirement, state: z.literal('not-applicable') })
      .describe('Such as what concerns a test that was not asked for'),
  ])
  .describe('Something that RFC 2544 or one of its updates asks for, and whether this run does it');

export type Conformance = DeepReadonly<z.output<typeof conformanceSchema>>;
