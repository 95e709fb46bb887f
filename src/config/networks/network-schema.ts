import { z } from 'zod';
import { choice, choiceOf } from '../../document/choice.js';
import type { WithRates } from '../../document/stated-load.js';
import { expected } from '../../document/wording.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';
import { DESTINATION_MEANINGS, DIRECTION_MEANINGS } from '../../model/network/traffic.js';
import { REFERENCE } from '../../model/network/network.js';
import { ownReceiveKey } from '../receive/receive-schema.js';
import { ownRoutersSchema } from '../routers.js';

/** More would be unreadable in a figure. */
const MOST_NETWORKS = 64;

const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} .,:;/+_-]{0,38}[\p{L}\p{N}])?$/u;

/** One of the networks of a playbook that measures several. */
const networkSchema = z
  .strictObject({
    name: z
      .string()
      .refine(
        (name) => name !== REFERENCE,
        `'${REFERENCE}' is the network of the playbook's reference`,
      )
      .regex(NAME, {
        error: expected('a label of at most 40 letters, digits, blanks and . , : ; / + _ -'),
      })
      .describe('A short label, such as 32 routers; tables and figures name the network by it'),
    dataPlanes: z
      .array(choice('data plane', DATA_PLANES, (name) => dataPlaneFacts(name).summary))
      .min(1)
      .max(DATA_PLANES.length)
      .exactOptional()
      .describe("The playbook's data planes to measure with this network; default: all of them"),
    traffic: z
      .strictObject({
        destinations: choiceOf('kind of destinations', DESTINATION_MEANINGS)
          .exactOptional()
          .describe("Destinations of a port's test frames"),
        direction: choiceOf('direction', DIRECTION_MEANINGS)
          .exactOptional()
          .describe('Direction of test frames'),
      })
      .exactOptional()
      .describe("Overrides the playbook's traffic for this network"),
    routers: ownRoutersSchema.exactOptional(),
    receive: ownReceiveKey,
  })
  .describe(
    "A network: the playbook's routers, traffic and receive, except for what is given here",
  );

/** The networks that a playbook measures, in order. */
export const networksSchema = z
  .array(networkSchema)
  .min(1)
  .max(MOST_NETWORKS)
  .exactOptional()
  .describe(
    'Networks to measure one after the other on each data plane, each set up from scratch;' +
      " default: the one described by the playbook's routers and traffic",
  );

/** One of several networks in a playbook. */
export type NetworkEntry = WithRates<z.output<typeof networkSchema>>;
