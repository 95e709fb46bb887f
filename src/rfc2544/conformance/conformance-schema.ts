import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { sequence } from '../../model/schema/trial.js';

/** The documents whose requirements are judged, the oldest first. */
export const DOCUMENTS = ['RFC 2544', 'RFC 6201', 'RFC 6815', 'RFC 9004', 'RFC 9971'] as const;

const requirement = {
  document: z.enum(DOCUMENTS).describe('What asks for it'),
  section: z.string().describe('Of the document'),
  level: z
    .enum(['MUST', 'SHOULD', 'described'])
    .describe("The word that is used; 'described' where the text says it with neither"),
  requirement: z.string().describe('What is asked for'),
};

const evidence = z
  .strictObject({
    trials: z
      .array(z.tuple([sequence, sequence]))
      .describe('Trials that show it, as ranges: the first and the last of each'),
    facts: z
      .array(z.string())
      .describe('Keys of run.json that show it, such as setup.sinkCounting'),
  })
  .describe('What shows that it was met: at least one trial or key of run.json');

/** Something that is asked for, and whether it was seen in a run. */
export const conformanceSchema = z
  .discriminatedUnion('state', [
    z.strictObject({ ...requirement, state: z.literal('met'), evidence }),
    z.strictObject({
      ...requirement,
      state: z.literal('deviates'),
      value: z.string().describe('What the run did instead'),
    }),
    z
      .strictObject({
        ...requirement,
        state: z.literal('not-seen'),
        reason: z.string().describe('Why'),
      })
      .describe('Neither met nor missed as far as the archive shows'),
    z
      .strictObject({ ...requirement, state: z.literal('not-applicable') })
      .describe('Such as what concerns a test that was not asked for'),
  ])
  .describe('Something that RFC 2544 or one of its updates asks for, and whether this run did it');

export type Conformance = DeepReadonly<z.output<typeof conformanceSchema>>;
