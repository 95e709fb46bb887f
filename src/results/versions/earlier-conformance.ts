import { z } from 'zod';

/**
 * Rows as they were before a run was judged by its trials: by its playbook alone, with the document
 * in the section. What such a row calls met was not seen.
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

/** run.json with the rows of earlier versions of vrbench as they are now; others stay as they are. */
export const withCurrentRows = z
  .looseObject({ conformance: z.array(z.union([earlierRow, z.unknown()])) })
  .or(z.unknown());
