import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { sequence } from '../../model/schema/trial.js';

/** The documents whose requirements are judged, the oldest first. */
export const DOCUMENTS = ['RFC 2544', 'RFC 6201', 'RFC 6815', 'RFC 9004', 'RFC 9971'] as const;

const requirement = {
  document: z.enum(DOCUMENTS).describe('The RFC'),
  section: z.string().describe('Section of the RFC'),
  level: z
    .enum(['MUST', 'SHOULD', 'described'])
    .describe("Requirement level; 'described' if the text uses neither word"),
  requirement: z.string().describe('The requirement'),
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

/** A requirement, and whether a run met it. */
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
      .describe('The archive shows neither that it was met nor that it was not'),
    z
      .strictObject({ ...requirement, state: z.literal('not-applicable') })
      .describe('For example a requirement for a test that was not asked for'),
  ])
  .describe('A requirement of RFC 2544 or one of its updates, and whether this run met it');

export type Conformance = DeepReadonly<z.output<typeof conformanceSchema>>;
