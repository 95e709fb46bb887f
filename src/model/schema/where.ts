import { z } from 'zod';
import { DATA_PLANES } from '../data-plane.js';
import { MODIFIERS } from '../modifier.js';

/** A data plane by its name. */
export const dataPlane = z.enum(DATA_PLANES);

/** A modifying condition. */
export const modifier = z
  .enum(MODIFIERS)
  .exactOptional()
  .describe('Condition under which it was measured; absent where there was none');
