import { z } from 'zod';
import { choice } from '../../document/choice.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';

/** A data plane by its name. @param what it is */
export const dataPlaneKey = (what: string) =>
  choice('data plane', DATA_PLANES, (name) => dataPlaneFacts(name).summary).describe(what);

/** Where a figure is measured. */
export const where = {
  network: z.string().describe('Name of one of the networks'),
  dataPlane: dataPlaneKey('Name of the data plane'),
};
