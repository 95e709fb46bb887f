import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { rate, ratio } from './quantity.js';

const router = z.int().min(0).describe('Its number, from 0');

const routerTraffic = z
  .union([
    z.strictObject({
      router,
      share: z.number().gt(0).describe('Its weight among the routers that share a load'),
    }),
    z.strictObject({ router, load: rate('Its fixed part of every load') }),
    z.strictObject({
      router,
      proportion: ratio(
        "Its fixed part of every load, as a fraction of the reference's throughput: see reference.loads",
      ),
    }),
  ])
  .describe('A router that gets frames, and its load');

/** The routers of a run, as its playbook requested them. */
export const routers = z
  .strictObject({
    count: z.int().min(1).describe('How many routers there are on the DUT'),
    ports: z
      .enum(['shared', 'own'])
      .describe("'shared': every router has interfaces on all ports; 'own': on ports of its own"),
    interfaces: z.int().min(1).describe('Interfaces of each router on each of its ports'),
    routes: z
      .int()
      .min(0)
      .exactOptional()
      .describe(
        'Routes of each router to networks behind its egress links;' +
          ' absent: 256 per link if traffic.destinations is many, else none',
      ),
    traffic: z
      .union([z.array(routerTraffic), z.literal('in-turn')])
      .exactOptional()
      .describe(
        'The routers that get frames; in-turn: one per trial, see request.router; absent: all of them,' +
          ' equally',
      ),
  })
  .describe('The routers on the DUT');

export type RunRouters = DeepReadonly<z.output<typeof routers>>;
