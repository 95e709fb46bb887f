import type { Playbook, StatedPlaybook } from '../../config/playbook.js';
import { networksOf, type OfOneNetwork } from '../../config/networks/networks.js';
import type { RunRouters } from '../../model/schema/routers.js';
import type { BitsPerSecond } from '../../model/units.js';
import type { RunRecord } from '../../results/schema.js';
import { portsInUse } from '../../rfc2544/router-loads.js';

type StatedRouters = Pick<StatedPlaybook['routers'], 'traffic'>;

/** Per-router loads as stated; the resulting rates depend on the frame size. */
const trafficOf = ({ traffic }: StatedRouters): RunRouters['traffic'] =>
  typeof traffic === 'string'
    ? traffic
    : traffic?.map((each) => {
        if ('share' in each) return each;
        const { router, load } = each;
        return load.kind === 'given'
          ? { router, load: load.load }
          : { router, proportion: load.ratio };
      });

/** The media, traffic and routers of a network. */
const networkFacts = (
  playbook: OfOneNetwork,
  stated: StatedRouters,
  { linkSpeed = null }: { readonly linkSpeed?: BitsPerSecond | null | undefined },
) => {
  const { count, ports, interfaces, routes } = playbook.routers;
  const traffic = trafficOf(stated);
  return {
    media: {
      ingressPorts: portsInUse(playbook),
      dutPorts: { ingress: playbook.ingressPorts, egress: playbook.egressPorts },
      linkSpeed,
    },
    traffic: playbook.traffic,
    routers: {
      ...{ count, ports, interfaces },
      ...(routes !== undefined && { routes }),
      ...(traffic !== undefined && { traffic }),
    },
    ...(playbook.receive !== undefined && { receive: playbook.receive }),
  };
};

/** The facts of the only network, or of each named network. */
export const allNetworkFacts = (
  playbook: Playbook,
  stated: StatedPlaybook,
  testbed: { readonly linkSpeed?: BitsPerSecond | undefined },
): Pick<RunRecord, 'media' | 'traffic' | 'routers' | 'receive' | 'networks'> =>
  playbook.networks === undefined
    ? networkFacts(playbook, stated.routers, testbed)
    : {
        networks: networksOf(playbook).map(({ name = '', playbook: own }, index) => {
          const routers = stated.networks?.[index]?.routers;
          return {
            name,
            ...networkFacts(
              own,
              routers?.traffic === undefined ? stated.routers : routers,
              testbed,
            ),
          };
        }),
      };
