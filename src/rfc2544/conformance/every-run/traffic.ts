import { groupBy } from '../../../model/group-by.js';
import { USUAL_ROUTES } from '../../../model/network/routers.js';
import type { Traffic } from '../../../model/network/traffic.js';
import {
  allNetworksOf,
  factKey,
  factsOfNetwork,
  type NetworkFacts,
} from '../../measured-networks.js';
import type { RunEvidence } from '../evidence.js';
import {
  deviates,
  holds,
  NOT_APPLICABLE,
  notSeen,
  combined,
  type Judgement,
} from '../judgement.js';
import { never, onMachines, requirementsOf, type RunRequirement } from '../requirement.js';

const rfc2544 = requirementsOf('RFC 2544');

/** A rule for the frames sent in some networks, by default in all. */
const ofTraffic = (
  holdsFor: (traffic: Traffic) => boolean,
  value: string,
  choose: (all: ReturnType<typeof allNetworksOf>) => ReturnType<typeof allNetworksOf> = (all) =>
    all,
) =>
  onMachines(({ facts }) => {
    const shown = { facts: [factKey(facts, 'traffic')] };
    return combined(
      choose(allNetworksOf(facts)).map(({ traffic }) =>
        traffic === undefined ? notSeen('not recorded') : holds(holdsFor(traffic), value, shown),
      ),
    );
  });

/** How many networks frames go to, all routers together: as many as each router has routes to. */
const networksFor = ({ traffic, routers }: NetworkFacts): number => {
  if (traffic?.destinations !== 'many') return 1;
  return routers?.routes === undefined ? USUAL_ROUTES : routers.routes * routers.count;
};

/** Judged by the network with the most destinations. */
const manyNetworks = onMachines(({ facts }) => {
  const all = allNetworksOf(facts);
  const many = all.filter(({ traffic }) => traffic?.destinations === 'many');
  if (many.length === 0) {
    return all.some(({ traffic }) => traffic === undefined)
      ? notSeen('not recorded')
      : deviates('one each');
  }
  const most = Math.max(...many.map(networksFor));
  const keys = [factKey(facts, 'traffic'), factKey(facts, 'routers')];
  return holds(most >= USUAL_ROUTES, `${most} networks`, { facts: keys });
});

/** The DUT's ports that frames enter and leave by, over all trials of one network. */
const portsOf = (trials: RunEvidence['trials']) => {
  const entries = new Set<string>();
  const exits = new Set<string>();
  let ways = 0;
  for (const { result } of trials) {
    for (const { entry, exit } of result.streams ?? []) {
      ways += 1;
      entries.add(entry);
      exits.add(exit);
    }
  }
  return { ways, entries: entries.size, exits: exits.size };
};

/** Judges the ports of each network that has trials; `most` is their number with one port in and one out. */
const eachNetwork =
  (judge: (ports: ReturnType<typeof portsOf>, most: number) => Judgement) =>
  ({ trials, facts }: RunEvidence): Judgement =>
    combined(
      [...groupBy(trials, ({ network }) => network)].map(([network, own]) => {
        const ports = portsOf(own);
        if (ports.ways === 0) return notSeen('ports are not recorded');
        // If frames go both ways, each port is an entry and an exit.
        const both = factsOfNetwork(facts, { network }).traffic?.direction === 'bidirectional';
        return judge(ports, both ? 2 : 1);
      }),
    );

const numbersOf = ({ trials }: RunEvidence) =>
  trials.flatMap(({ sequence, result }) => (result.streams === undefined ? [] : [sequence]));

const oneToOne = (run: RunEvidence): Judgement =>
  eachNetwork(({ entries, exits }, most) =>
    run.missing === undefined
      ? holds(Math.max(entries, exits) <= most, `${entries} in, ${exits} out`, {
          trials: numbersOf(run),
        })
      : notSeen(run.missing),
  )(run);

const roundRobin = eachNetwork(({ exits }, most) =>
  exits > most ? deviates('to one each') : NOT_APPLICABLE,
);

/** Requirements for test streams (sections 12 to 16, and 21). */
export const TRAFFIC: readonly RunRequirement[] = [
  rfc2544(
    '12',
    'SHOULD',
    'one source and destination first',
    ofTraffic(
      ({ destinations }) => destinations === 'one',
      'in 256 networks at once',
      (all) => all.slice(0, 1),
    ),
  ),
  rfc2544('12', 'SHOULD', 'again with destinations in 256 networks', manyNetworks),
  rfc2544('13', 'MUST', 'each trial begins with a routing update', never('routes are static')),
  rfc2544(
    '14',
    'SHOULD',
    'in both directions at once',
    ofTraffic(({ direction }) => direction === 'bidirectional', 'in one direction'),
  ),
  rfc2544('15', 'SHOULD', 'one port in, and one port out', oneToOne),
  rfc2544('16', 'SHOULD', 'from each ingress port to all egress ports, round robin', roundRobin),
  rfc2544('21', 'SHOULD', 'also bursts of 16, 64, 256, 1024 frames', never('steady loads')),
];
