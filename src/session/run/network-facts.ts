import type { Playbook } from '../../config/playbook.js';
import { networksOf, type OfOneNetwork } from '../../config/playbook-networks.js';
import type { BitsPerSecond } from '../../model/units.js';
import type { RunRecord } from '../../results/schema.js';
import { portsInUse } from '../../rfc2544/router-loads.js';

/** What a network's frames were offered on, what they were like, and the routers they went through. */
const networkFacts = (
  playbook: OfOneNetwork,
  { linkSpeed = null }: { readonly linkSpeed?: BitsPerSecond | null | undefined },
) => ({
  media: {
    ingressPorts: portsInUse(playbook),
    dutPorts: { ingress: playbook.ingressPorts, egress: playbook.egressPorts },
    linkSpeed,
  },
  traffic: playbook.traffic,
  routers: playbook.routers,
});

/** Those of the only network, or of each by its name. */
export const allNetworkFacts = (
  playbook: Playbook,
  testbed: { readonly linkSpeed?: BitsPerSecond | undefined },
): Pick<RunRecord, 'media' | 'traffic' | 'routers' | 'networks'> =>
  playbook.networks === undefined
    ? networkFacts(playbook, testbed)
    : {
        networks: networksOf(playbook).map(({ name = '', playbook: own }) => ({
          name,
          ...networkFacts(own, testbed),
        })),
      };
