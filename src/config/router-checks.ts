import { atValue, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { MOST_NETWORKS } from '../model/network/addressing.js';
import { MOST_INTERFACES, USUAL_ROUTES } from '../model/network/routers.js';
import type { Playbook } from './playbook.js';

export type RouterChoices = Pick<Playbook, 'ingressPorts' | 'egressPorts' | 'traffic' | 'routers'>;

/** The number of ports of one router on a side with this many ports. */
export const portsEach = ({ routers }: RouterChoices, ports: number): number =>
  routers.ports === 'own' ? Math.floor(ports / routers.count) : ports;

const unevenPorts = (playbook: RouterChoices): Finding[] => {
  const { count, ports } = playbook.routers;
  if (ports === 'shared') return [];
  return (['ingressPorts', 'egressPorts'] as const).flatMap((key) => {
    const all = playbook[key];
    if (all % count === 0) return [];
    const message = `${plural(count, 'router')} with ports of their own need a multiple of ${count} ${key}, found ${all}`;
    return [atValue(['routers', 'ports'], message)];
  });
};

const tooManyInterfaces = (playbook: RouterChoices): Finding[] => {
  const { count, interfaces } = playbook.routers;
  const ports =
    portsEach(playbook, playbook.ingressPorts) + portsEach(playbook, playbook.egressPorts);
  const total = count * interfaces * ports;
  if (total <= MOST_INTERFACES) return [];
  const key = interfaces > 1 ? 'interfaces' : 'count';
  const message =
    `${plural(count, 'router')} with ${plural(interfaces, 'interface')} on each of ${plural(ports, 'port')}` +
    ` need ${total} interfaces; there are addresses for ${MOST_INTERFACES}`;
  return [atValue(['routers', key], message)];
};

/** Networks behind hosts have eight addresses each, from half of a side's block for benchmarks. */
const tooManyRoutes = (playbook: RouterChoices): Finding[] => {
  const { count, interfaces, routes } = playbook.routers;
  const links = count * interfaces * portsEach(playbook, playbook.egressPorts);
  const usual = playbook.traffic.destinations === 'many' ? USUAL_ROUTES * links : 0;
  const total = routes === undefined ? usual : routes * count;
  if (total <= MOST_NETWORKS) return [];
  const [place, asked] =
    routes === undefined
      ? [['traffic', 'destinations'], `${USUAL_ROUTES} networks for each of ${links} egress links`]
      : [['routers', 'routes'], `${routes} routes for each of ${plural(count, 'router')}`];
  const room = 'the address block of RFC 2544 appendix C has room for';
  return [atValue(place, `${asked} are ${total}; ${room} ${MOST_NETWORKS}`)];
};

const routerTrafficFindings = ({ routers: { count, traffic } }: RouterChoices): Finding[] => {
  // Routers that take turns are all valid.
  if (traffic === undefined || traffic === 'in-turn') return [];
  const seen = new Set<number>();
  const wrong = traffic.flatMap(({ router }, index): Finding[] => {
    const place = ['routers', 'traffic', index, 'router'];
    if (router >= count) {
      return [atValue(place, `there is no router ${router}: the last of ${count} is ${count - 1}`)];
    }
    if (seen.has(router)) return [atValue(place, `router ${router} is already in the list`)];
    seen.add(router);
    return [];
  });
  const sharing = traffic.some((each) => 'share' in each);
  if (sharing) return wrong;
  const message =
    "all routers have a fixed load: give one of them a share, which gets the rest of a trial's load";
  return [...wrong, atValue(['routers', 'traffic'], message)];
};

/** The rules of a playbook's routers that their schema cannot express. */
export const routerFindings = (playbook: RouterChoices): readonly Finding[] => [
  ...unevenPorts(playbook),
  ...tooManyInterfaces(playbook),
  ...tooManyRoutes(playbook),
  ...routerTrafficFindings(playbook),
];
