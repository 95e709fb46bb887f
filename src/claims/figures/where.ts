import { z } from 'zod';
import { choice } from '../../document/choice.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';

/** A data plane by its name. */
export const dataPlaneKey = choice(
  'data plane',
  DATA_PLANES,
  (name) => dataPlaneFacts(name).summary,
);

/** Where a figure is measured. */
export const where = {
  network: z.string().describe('Name of one of the networks'),
  dataPlane: dataPlaneKey,
};
