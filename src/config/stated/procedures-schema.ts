import { z } from 'zod';
import { testSpecSchema } from '../../rfc2544/tests/index.js';

/** Each of them is measured in every cell of a run. */
const MOST_PROCEDURES = 64;

/** The tests of a playbook. */
export const proceduresSchema = z.array(testSpecSchema).min(1).max(MOST_PROCEDURES);
