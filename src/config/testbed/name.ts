import { z } from 'zod';
import { expected } from '../../document/wording.js';

/** The name of a machine or a port. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, {
    error: expected('a lower-case letter, then letters, digits and hyphens'),
  })
  .describe('A short name, unique within its kind');
