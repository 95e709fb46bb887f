import { z } from 'zod';

/**
 * Rows from before runs were judged by their trials: judged by the playbook alone, with the document in the
 * section. What such a row calls met was not observed.
 */
const earlierRow = z
  .looseObject({ section: z.string(), state: z.string(), document: z.undefined().optional() })
  .transform(({ section, state, ...rest }): unknown => {
    const [, document = 'RFC 2544', number] = /^(?:(RFC \d+), )?(.*)$/.exec(section) ?? [];
    const row = { ...rest, document, section: number };
    return state === 'met'
      ? { ...row, state: 'not-seen', reason: 'judged by the playbook alone' }
      : { ...row, state };
  });

/** Converts conformance rows of earlier versions in run.json; others are unchanged. */
export const withCurrentRows = z
  .looseObject({ conformance: z.array(z.union([earlierRow, z.unknown()])) })
  .or(z.unknown());
