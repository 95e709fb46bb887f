import { z } from 'zod';
import { choiceOf } from '../document/choice.js';
import { loadText } from '../document/quantity.js';
import { MOST_NETWORKS } from '../model/network/addressing.js';
import type { StatedLoad } from '../document/stated-load.js';
import {
  MOST_INTERFACES,
  MOST_ROUTERS,
  SINGLE_ROUTER,
  USUAL_ROUTES,
} from '../model/network/routers.js';

const USE_OF_PORTS = {
  shared: 'every router has interfaces on all ports',
  own: 'the ports are divided equally among the routers',
} as const;

/** A router that gets frames, as written in a playbook. */
export type StatedRouterTraffic =
  | { readonly router: number; readonly share: number }
  | { readonly router: number; readonly load: StatedLoad };

const routerTraffic = z
  .strictObject({
    router: z
      .int()
      .min(0)
      .max(MOST_ROUTERS - 1)
      .describe('Its number, from 0'),
    share: z
      .number()
      .gt(0)
      .max(1_000_000)
      .exactOptional()
      .describe('Its weight among the routers that share the intended load'),
    load: loadText
      .exactOptional()
      .describe('A fixed load, part of the intended load, in every trial'),
  })
  .describe('A router that gets frames, and its share or its load')
  .transform(({ router, share, load }, context): StatedRouterTraffic => {
    if (load === undefined && share !== undefined) return { router, share };
    if (share === undefined && load !== undefined) return { router, load };
    const message = 'expected either a share of the intended load, or a load';
    context.addIssue({ code: 'custom', message, input: { router } });
    return z.NEVER;
  });

const IN_TURN = {
  'in-turn': 'each trial sends through one router, the next trial through the next',
} as const;

/** The keys of routers, without defaults. */
const KEYS = {
  count: z.int().min(1).max(MOST_ROUTERS).describe('Number of routers on the DUT'),
  ports: choiceOf('use of ports', USE_OF_PORTS).describe('Whether routers share ports'),
  interfaces: z
    .int()
    .min(1)
    .max(MOST_INTERFACES)
    .describe('Virtual interfaces of each router on each of its ports'),
  routes: z
    .int()
    .min(0)
    .max(MOST_NETWORKS)
    .exactOptional()
    .describe(
      "Routes of each router to networks behind its egress links' hosts;" +
        ` default: ${USUAL_ROUTES} per egress link if traffic.destinations is many, else none`,
    ),
  traffic: z
    .union([z.array(routerTraffic).min(1).max(MOST_ROUTERS), choiceOf('use of routers', IN_TURN)])
    .exactOptional()
    .describe(
      'The routers that get frames, or in-turn: one router per trial, one after the other;' +
        ' default: all of them, equally',
    ),
};

/** The virtual routers of a playbook. */
export const routersSchema = z
  .strictObject({
    ...KEYS,
    count: KEYS.count.default(SINGLE_ROUTER.count),
    ports: KEYS.ports.default(SINGLE_ROUTER.ports),
    interfaces: KEYS.interfaces.default(SINGLE_ROUTER.interfaces),
  })
  .describe('Virtual routers on the DUT');

/** Keys of one of several networks that override the playbook's routers. */
export const ownRoutersSchema = z
  .strictObject({
    ...KEYS,
    count: KEYS.count.exactOptional(),
    ports: KEYS.ports.exactOptional(),
    interfaces: KEYS.interfaces.exactOptional(),
  })
  .describe("Overrides the playbook's routers for this network");
