import { z } from 'zod';
import { DATA_PLANES } from '../data-plane.js';
import { MODIFIERS } from '../modifier.js';

/** A data plane by its name. */
export const dataPlane = z.enum(DATA_PLANES).describe('Name of the data plane');

/** One of several networks, by its name in the playbook. */
export const network = z
  .string()
  .exactOptional()
  .describe('Name of the network it was measured in; absent if the playbook has one network');

/** A modifying condition. */
export const modifier = z
  .enum(MODIFIERS)
  .exactOptional()
  .describe('Modifier under which it was measured; absent if there was none');
