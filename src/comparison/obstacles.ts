import type { Environment, RunRecord } from '../results/schema.js';
import { factsOfNetwork, type NetworkFacts } from '../rfc2544/measured-networks.js';
import type { MeasuredAt } from './figures.js';

const environmentText = (environment: Environment): string => {
  const nic = 'nic' in environment ? ' with a software NIC' : '';
  return environment.kind === 'emulated'
    ? `emulated (${environment.accelerator})${nic}`
    : `${environment.kind}${nic}`;
};

const speedText = (speed: number): string =>
  speed >= 1e9 ? `${speed / 1e9} Gb/s` : `${speed / 1e6} Mb/s`;

/** Why no figures of two runs can be compared. */
export const runObstacles = (one: RunRecord, other: RunRecord): readonly string[] => {
  const [first, second] = [one, other].map(({ environment }) => environmentText(environment));
  return first === second ? [] : [`${first} against ${second}`];
};

type Aspect = readonly [name: string, textOf: (facts: NetworkFacts) => string | undefined];

/** Properties of a network that must agree. Those missing in an archive are no obstacle. */
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
  ['interfaces per router', ({ routers }) => routers && `${routers.interfaces}`],
  ['routes per router', ({ routers }) => routers?.routes?.toString()],
  ['frames for routers', ({ routers }) => JSON.stringify(routers?.traffic)],
];

/** Why figures cannot be compared because of the networks they were measured in. */
export const networkObstacles = (
  one: RunRecord,
  other: RunRecord,
  place: Pick<MeasuredAt, 'network'>,
): readonly string[] => {
  const [first, second] = [factsOfNetwork(one, place), factsOfNetwork(other, place)];
  return ASPECTS.flatMap(([name, textOf]) => {
    const [own, others] = [textOf(first), textOf(second)];
    return own === undefined || others === undefined || own === others
      ? []
      : [`${name}: ${own} against ${others}`];
  });
};
