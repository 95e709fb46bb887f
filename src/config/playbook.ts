import { z } from 'zod';
import { DATA_PLANES, dataPlaneFacts } from '../model/data-plane.js';
import { MODIFIER_MEANINGS } from '../model/modifier.js';
import { MAXIMUM_FRAME, MINIMUM_FRAME } from '../model/frame.js';
import {
  DESTINATION_MEANINGS,
  DIRECTION_MEANINGS,
  PLAIN_TRAFFIC,
  PROTOCOL_MEANINGS,
} from '../model/network/traffic.js';
import { bytes } from '../model/units.js';
import { choice, choiceOf } from '../document/choice.js';
import { schemaKey } from '../document/schema-key.js';
import { networksSchema } from './networks/network-schema.js';
import type { WithRates } from '../document/stated-load.js';
import { environmentsKey } from './stated/environments-schema.js';
import { orderKey } from './stated/order-schema.js';
import { referenceKey } from './stated/reference-schema.js';
import { receiveKey } from './receive/receive-schema.js';
import { routersSchema } from './routers.js';
import { expected } from '../document/wording.js';
import { thresholdsKey } from './thresholds/threshold-schema.js';
import { proceduresSchema } from './stated/procedures-schema.js';
import { trialPhasesSchema } from '../rfc2544/trials/phases-schema.js';

const ETHERNET = expected(
  `an Ethernet frame of ${MINIMUM_FRAME} to ${MAXIMUM_FRAME} bytes (RFC 2544 section 9.1)`,
);

/** Maximum length of the lists that make up the cells of a run. */
const MOST_ENTRIES = 64;

/** The schema of a playbook file. */
export const playbookSchema = z
  .strictObject({
    $schema: schemaKey,
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,60}$/, {
        error: expected('a lower-case letter, then letters, digits and hyphens'),
      })
      .describe('A short name; runs are named after it'),
    description: z.string().optional().describe('Its purpose, for human readers'),
    ingressPorts: z.int().min(1).max(64).default(1).describe('How many generator ports offer load'),
    egressPorts: z.int().min(1).max(64).default(1).describe('How many ports the DUT sends to'),
    dataPlanes: z
      .array(choice('data plane', DATA_PLANES, (name) => dataPlaneFacts(name).summary))
      .min(1)
      .max(MOST_ENTRIES)
      .describe('Each is set up from scratch, one after the other'),
    frameSizes: z
      .array(
        z
          .int()
          .min(MINIMUM_FRAME, { error: ETHERNET })
          .max(MAXIMUM_FRAME, { error: ETHERNET })
          .transform(bytes),
      )
      .min(1)
      .max(MAXIMUM_FRAME - MINIMUM_FRAME + 1)
      .prefault([MINIMUM_FRAME])
      .describe('Bytes, FCS included'),
    traffic: z
      .strictObject({
        protocol: choiceOf('protocol', PROTOCOL_MEANINGS)
          .default(PLAIN_TRAFFIC.protocol)
          .describe('Of the test frames, which carry UDP'),
        destinations: choiceOf('kind of destinations', DESTINATION_MEANINGS)
          .default(PLAIN_TRAFFIC.destinations)
          .describe("Destinations of a port's test frames"),
        direction: choiceOf('direction', DIRECTION_MEANINGS)
          .default(PLAIN_TRAFFIC.direction)
          .describe('Direction of test frames'),
      })
      .prefault({})
      .describe('Protocol, destinations and direction of test frames'),
    routers: routersSchema.prefault({}),
    receive: receiveKey,
    networks: networksSchema,
    modifiers: z
      .array(choiceOf('modifier', MODIFIER_MEANINGS))
      .min(1)
      .max(MOST_ENTRIES)
      .prefault(['none'])
      .describe(
        'Conditions under which everything is measured again, one by one (RFC 2544 section 11)',
      ),
    order: orderKey.default('by-data-plane'),
    trial: trialPhasesSchema,
    reference: referenceKey,
    procedures: proceduresSchema.describe(
      'The tests, run one after the other on each data plane at each frame size',
    ),
    thresholds: thresholdsKey,
    environments: environmentsKey,
  })
  .describe('What is measured: data planes, frame sizes and procedures');

/** A playbook as written: its loads may be in proportion to a reference. */
export type StatedPlaybook = z.output<typeof playbookSchema>;
/** A playbook with all its loads as rates. */
export type Playbook = WithRates<StatedPlaybook>;
export type { TrialSetting } from '../rfc2544/trials/phases-schema.js';
