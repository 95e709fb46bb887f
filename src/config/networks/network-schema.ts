import { z } from 'zod';
import { choice, choiceOf } from '../../document/choice.js';
import type { WithRates } from '../../document/stated-load.js';
import { expected } from '../../document/wording.js';
import { DATA_PLANES, dataPlaneFacts } from '../../model/data-plane.js';
import { DESTINATION_MEANINGS, DIRECTION_MEANINGS } from '../../model/network/traffic.js';
import { REFERENCE } from '../../model/network/network.js';
import { ownReceiveKey } from '../receive/receive-schema.js';
import { ownRoutersSchema } from '../routers.js';

/** More would be no figure. */
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
      .describe("Those of the playbook's that have this network; default: all of them"),
    traffic: z
      .strictObject({
        destinations: choiceOf('kind of destinations', DESTINATION_MEANINGS)
          .exactOptional()
          .describe("Destinations of a port's test frames"),
        direction: choiceOf('direction', DIRECTION_MEANINGS)
          .exactOptional()
          .describe('Which way test frames go'),
      })
      .exactOptional()
      .describe("Where test frames go, where that is elsewhere than the playbook's traffic says"),
    routers: ownRoutersSchema.exactOptional(),
    receive: ownReceiveKey,
  })
  .describe("A network: the playbook's routers, traffic and receive, but for what is given here");

/** The networks that a playbook measures, in order. */
export const networksSchema = z
  .array(networkSchema)
  .min(1)
  .max(MOST_NETWORKS)
  .exactOptional()
  .describe(
    'Networks that are measured one after the other on each data plane, each set up from scratch;' +
      " default: the one that the playbook's routers and traffic describe",
  );

/** One of several networks, as a playbook gives it. */
export type NetworkEntry = WithRates<z.output<typeof networkSchema>>;
