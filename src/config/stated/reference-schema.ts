import { z } from 'zod';
import { choice } from '../../document/choice.js';
import { percentText, rateText } from '../../document/quantity.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';

const dataPlane = choice('data plane', DATA_PLANES, (name) => dataPlaneFacts(name).summary);

const search = z
  .strictObject({
    dataPlane: dataPlane.describe('Measured first; need not be one of dataPlanes'),
    minimumLoad: rateText.prefault('1 kpps').describe('The lowest load to try'),
    maximumLoad: rateText
      .exactOptional()
      .describe('The highest load to try; default: the line rate of one link'),
    resolution: percentText
      .prefault('2 %')
      .describe('Final distance of the bounds of its throughput, relative to the upper bound'),
  })
  .describe('A data plane, and the search for its throughput');

/** The data plane whose throughput is the basis of proportional loads. */
export const referenceKey = z
  .union([dataPlane.transform((name) => search.parse({ dataPlane: name })), search])
  .exactOptional()
  .describe(
    "Basis of '% of reference': the throughput (RFC 2544 section 26.1) of this data plane, measured" +
      ' first in the same run at each frame size, with one router from one port to one port and one' +
      ' destination',
  );

/** A reference, and the search for its throughput. */
export type ReferenceSearch = z.output<typeof search>;
