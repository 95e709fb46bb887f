import { z } from 'zod';

/** The key that names a file's JSON Schema for editors; otherwise ignored. */
export const schemaKey = z
  .string()
  .optional()
  .describe('The JSON Schema of this file, for editors');
