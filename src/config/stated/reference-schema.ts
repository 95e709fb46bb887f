import { z } from 'zod';
import { choice } from '../../document/choice.js';
import { percentText, rateText } from '../../document/quantity.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';

const dataPlane = choice('data plane', DATA_PLANES, (name) => dataPlaneFacts(name).summary);

const search = z
  .strictObject({
    dataPlane: dataPlane.describe('Measured first; it need not be one of dataPlanes'),
    minimumLoad: rateText.prefault('1 kpps').describe('The lowest load to try'),
    maximumLoad: rateText
      .exactOptional()
      .describe('The highest load to try; default: all that one link carries'),
    resolution: percentText
      .prefault('2 %')
      .describe('How close the bounds of its throughput come, relative to the upper'),
  })
  .describe('A data plane, and the search for its throughput');

/** The data plane whose throughput loads may be in proportion to. */
export const referenceKey = z
  .union([dataPlane.transform((name) => search.parse({ dataPlane: name })), search])
  .exactOptional()
  .describe(
    "What '% of reference' is of: the throughput (RFC 2544 section 26.1) of this data plane, measured" +
      ' first in the same run at each frame size, as one router from one port to one port with one' +
      ' destination',
  );

/** A reference, and the search for its throughput. */
export type ReferenceSearch = z.output<typeof search>;
