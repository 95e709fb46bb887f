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

/** What a run must have had for a claim to be about it. */
export const networkSchema = z
  .strictObject({
    title: z.string().min(1).describe('In a few words, for reports'),
    ingressPorts: number('Ports of the DUT that face the generator'),
    egressPorts: number('Ports of the DUT that face the sink'),
    direction: choiceOf('direction', DIRECTION_MEANINGS)
      .default('unidirectional')
      .describe('Which way frames go'),
    destinations: choiceOf('kind of destinations', DESTINATION_MEANINGS)
      .exactOptional()
      .describe("Destinations of a port's frames; absent: it does not matter"),
    routers: number('How many routers there are').default(1),
    ports: choiceOf('use of ports', USE_OF_PORTS)
      .default('shared')
      .describe('Whether routers have ports in common'),
    interfaces: number('Interfaces of each router on each of its ports').default(1),
    routes: z
      .int()
      .min(0)
      .exactOptional()
      .describe('Routes of each router; absent: it does not matter'),
  })
  .describe('A network, by what a run says it had: the name of its playbook does not matter');

/** A network that claims are about. */
export type ClaimNetwork = DeepReadonly<z.output<typeof networkSchema>>;

/** Whether something was measured in a network. Ports in common or not are one of a single router. */
export const isIn = (network: ClaimNetwork, setting: Setting): boolean =>
  setting.ports?.ingress === network.ingressPorts &&
  setting.ports.egress === network.egressPorts &&
  setting.direction === network.direction &&
  setting.routers === network.routers &&
  (network.routers === 1 || setting.use === network.ports) &&
  setting.interfaces === network.interfaces &&
  (network.destinations === undefined || setting.destinations === network.destinations) &&
  (network.routes === undefined || setting.routes === network.routes);
