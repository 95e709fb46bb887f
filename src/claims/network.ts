import { z } from 'zod';
import type { DeepReadonly } from '../model/deep-readonly.js';
import { choiceOf } from '../document/choice.js';
import { DESTINATION_MEANINGS, DIRECTION_MEANINGS } from '../model/network/traffic.js';
import type { Setting } from './observed/setting.js';

const USE_OF_PORTS = {
  shared: 'every router has interfaces on all ports',
  own: 'every router has ports of its own',
} as const;

const number = (what: string) => z.int().min(1).describe(what);

/** What a run must have for a claim to apply to it. */
export const networkSchema = z
  .strictObject({
    title: z.string().min(1).describe('Short title, for reports'),
    ingressPorts: number('Ports of the DUT connected to the generator'),
    egressPorts: number('Ports of the DUT connected to the sink'),
    direction: choiceOf('direction', DIRECTION_MEANINGS)
      .default('unidirectional')
      .describe('Direction of test frames'),
    destinations: choiceOf('kind of destinations', DESTINATION_MEANINGS)
      .exactOptional()
      .describe("Destinations of a port's frames; absent: any"),
    routers: number('Number of routers').default(1),
    ports: choiceOf('use of ports', USE_OF_PORTS)
      .default('shared')
      .describe('Whether routers share ports'),
    interfaces: number('Interfaces of each router on each of its ports').default(1),
    routes: z.int().min(0).exactOptional().describe('Routes of each router; absent: any number'),
  })
  .describe('A network, identified by its properties in a run, not by the name of the playbook');

/** A network of claims. */
export type ClaimNetwork = DeepReadonly<z.output<typeof networkSchema>>;

/** Whether something was measured in a network. For a single router, the use of ports is irrelevant. */
export const isIn = (network: ClaimNetwork, setting: Setting): boolean =>
  setting.ports?.ingress === network.ingressPorts &&
  setting.ports.egress === network.egressPorts &&
  setting.direction === network.direction &&
  setting.routers === network.routers &&
  (network.routers === 1 || setting.use === network.ports) &&
  setting.interfaces === network.interfaces &&
  (network.destinations === undefined || setting.destinations === network.destinations) &&
  (network.routes === undefined || setting.routes === network.routes);
