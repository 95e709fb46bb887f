import { z } from 'zod';
import { choice } from '../../document/choice.js';
import { rateText } from '../../document/quantity.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';
import { bytes } from '../../model/units.js';
import { QUANTITY_NAMES, quantityFacts } from '../../rfc2544/quantities/quantity.js';
import { testName, testOf, type TestName } from '../../rfc2544/tests/index.js';

/** More would not be a summary. */
const MOST_THRESHOLDS = 256;

const LIMIT = 'With the unit of the quantity: "800 kpps", "50 us", "0.1 %", "512 frames"';

/** The quantities that a threshold of a test may limit. */
const figuresText = (test: TestName): string => {
  const titles = testOf({ test }).quantities.map(({ name }) => quantityFacts(name).title);
  return [...titles, 'unlocated frames'].join(', ');
};

const threshold = z
  .strictObject({
    test: choice('test', testName.options, figuresText).describe("One of the playbook's tests"),
    dataPlane: choice('data plane', DATA_PLANES, (name) => dataPlaneFacts(name).summary).describe(
      "One of the playbook's data planes",
    ),
    network: z
      .string()
      .exactOptional()
      .describe("One of the playbook's networks; default: every one"),
    frameSize: z
      .int()
      .transform(bytes)
      .exactOptional()
      .describe("One of the playbook's frame sizes; default: every one"),
    load: rateText
      .exactOptional()
      .describe('The intended load, if a test has several; default: every one'),
    quantity: choice('quantity', QUANTITY_NAMES, (name) => quantityFacts(name).title)
      .exactOptional()
      .describe(
        'Which quantity of the test; default: maximum-forwarding-rate of a load-sweep, throughput,' +
          ' loss-ratio, latency-average, burst, recovery-time or reset-time of the others',
      ),
    atLeast: z.string().exactOptional().describe(`Lower limit. ${LIMIT}`),
    atMost: z.string().exactOptional().describe(`Upper limit. ${LIMIT}`),
    unlocated: z
      .int()
      .min(0)
      .exactOptional()
      .describe('Maximum number of unlocated frames, summed over all trials'),
  })
  .describe('A limit that a run must meet: one of atLeast, atMost and unlocated');

/** Limits that a run must meet. */
export const thresholdsKey = z
  .array(threshold)
  .max(MOST_THRESHOLDS)
  .exactOptional()
  .describe(
    'Limits that a run must meet: vrbench run and vrbench report exit with 6 if one is' +
      ' missed, or was not measured',
  );

/** A threshold as written in a playbook. */
export type StatedThreshold = z.output<typeof threshold>;
