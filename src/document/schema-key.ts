import { z } from 'zod';

/** The key by which a file names its JSON Schema; otherwise ignored. */
export const schemaKey = z
  .string()
  .optional()
  .describe('The JSON Schema of this file, for editors');
