import type { Environment, RunRecord } from '../results/schema.js';
import { factsOfNetwork, type NetworkFacts } from '../rfc2544/measured-networks.js';
import type { FigurePlace } from './figures.js';

const environmentText = (environment: Environment): string => {
  const nic = 'nic' in environment && environment.nic !== undefined ? ' with a software NIC' : '';
  return environment.kind === 'emulated'
    ? `emulated (${environment.accelerator})${nic}`
    : `${environment.kind}${nic}`;
};

const speedText = (speed: number): string =>
  speed >= 1e9 ? `${speed / 1e9} Gb/s` : `${speed / 1e6} Mb/s`;

/** Why no figure of two runs says anything of the other's. */
export const runObstacles = (one: RunRecord, other: RunRecord): readonly string[] => {
  const [first, second] = [one, other].map(({ environment }) => environmentText(environment));
  return first === second ? [] : [`${first} against ${second}`];
};

type Aspect = readonly [name: string, textOf: (facts: NetworkFacts) => string | undefined];

/** What frames are offered on and to. What an archive does not say is no obstacle. */
const ASPECTS: readonly Aspect[] = [
  ['links', ({ media }) => (media?.linkSpeed ? speedText(media.linkSpeed) : undefined)],
  ['ingress ports', ({ media }) => media && `${media.ingressPorts}`],
  [
    'ports of the DUT',
    ({ media }) => media?.dutPorts && Object.values(media.dutPorts).join(' to '),
  ],
  ['protocol', ({ traffic }) => traffic?.protocol],
  ['destinations', ({ traffic }) => traffic?.destinations],
  ['direction', ({ traffic }) => traffic?.direction],
  ['routers', ({ routers }) => routers && `${routers.count} with ${routers.ports} ports`],
  ['interfaces a router', ({ routers }) => routers && `${routers.interfaces}`],
  ['routes a router', ({ routers }) => routers?.routes?.toString()],
  ['frames for routers', ({ routers }) => JSON.stringify(routers?.traffic)],
];

/** Why a figure says nothing of another, by the networks they were measured in. */
export const networkObstacles = (
  one: RunRecord,
  other: RunRecord,
  place: Pick<FigurePlace, 'network'>,
): readonly string[] => {
  const [first, second] = [factsOfNetwork(one, place), factsOfNetwork(other, place)];
  return ASPECTS.flatMap(([name, textOf]) => {
    const [own, others] = [textOf(first), textOf(second)];
    return own === undefined || others === undefined || own === others
      ? []
      : [`${name}: ${own} against ${others}`];
  });
};
