import { z } from 'zod';
import { choice } from '../../document/choice.js';
import { rateText } from '../../document/quantity.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';
import { bytes } from '../../model/units.js';
import { QUANTITY_NAMES, quantityFacts } from '../../rfc2544/quantities/quantity.js';
import { testName, testOf, type TestName } from '../../rfc2544/tests/index.js';

/** More are no summary. */
const MOST_THRESHOLDS = 256;

const LIMIT = 'With the unit of the quantity: "800 kpps", "50 us", "0.1 %", "512 frames"';

/** What a threshold of a test may be about. */
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
      .describe('The intended load of the figure, where a test has several; default: every one'),
    quantity: choice('quantity', QUANTITY_NAMES, (name) => quantityFacts(name).title)
      .exactOptional()
      .describe(
        'Which figure of the test; default: maximum-forwarding-rate of a load-sweep, throughput,' +
          ' loss-ratio, latency-average, burst, recovery-time or reset-time of the others',
      ),
    atLeast: z.string().exactOptional().describe(`The least it may be. ${LIMIT}`),
    atMost: z.string().exactOptional().describe(`The most it may be. ${LIMIT}`),
    unlocated: z
      .int()
      .min(0)
      .exactOptional()
      .describe('How many frames at most may not be accounted for, in all trials together'),
  })
  .describe('A figure that a run has to reach: one of atLeast, atMost and unlocated');

/** Figures that a run has to reach. */
export const thresholdsKey = z
  .array(threshold)
  .max(MOST_THRESHOLDS)
  .exactOptional()
  .describe(
    'Figures that a run has to reach: vrbench run and vrbench report exit with 6 where one is' +
      ' missed, or was not measured',
  );

/** A threshold as a playbook states it. */
export type StatedThreshold = z.output<typeof threshold>;
