import { USUAL_ROUTES } from '../../../model/network/routers.js';
import type { RunEvidence } from '../evidence.js';
import { deviates, holds, NOT_APPLICABLE, notSeen, type Judgement } from '../judgement.js';
import { never, onMachines, requirementsOf, type RunRequirement } from '../requirement.js';

const rfc2544 = requirementsOf('RFC 2544');

type Traffic = NonNullable<RunEvidence['facts']['traffic']>;

/** A rule of the frames that the trials sent. */
const ofTraffic = (holdsFor: (traffic: Traffic) => boolean, value: string) =>
  onMachines(({ facts: { traffic } }) =>
    traffic === undefined
      ? notSeen('not recorded')
      : holds(holdsFor(traffic), value, { facts: ['traffic'] }),
  );

/** Frames go to as many networks as each router has routes to, all routers together. */
const manyNetworks = onMachines((run) => {
  const { traffic, routers } = run.facts;
  if (traffic?.destinations !== 'many') return ofTraffic(() => false, 'one each')(run);
  const networks = routers?.routes === undefined ? USUAL_ROUTES : routers.routes * routers.count;
  return holds(networks >= USUAL_ROUTES, `${networks} networks`, { facts: ['traffic', 'routers'] });
});

/** The DUT's ports that frames enter by, and those they leave by, in any trial. */
const portsOf = ({ trials }: RunEvidence) => {
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

const numbersOf = ({ trials }: RunEvidence) =>
  trials.flatMap(({ sequence, result }) => (result.streams === undefined ? [] : [sequence]));

const oneToOne = (run: RunEvidence): Judgement => {
  const { ways, entries, exits } = portsOf(run);
  if (ways === 0) return notSeen('ports are not recorded');
  if (run.missing !== undefined) return notSeen(run.missing);
  // Where frames go both ways, each port is an entry and an exit.
  const most = run.facts.traffic?.direction === 'bidirectional' ? 2 : 1;
  return holds(Math.max(entries, exits) <= most, `${entries} in, ${exits} out`, {
    trials: numbersOf(run),
  });
};

const roundRobin = (run: RunEvidence): Judgement => {
  const { ways, exits } = portsOf(run);
  if (ways === 0) return notSeen('ports are not recorded');
  const most = run.facts.traffic?.direction === 'bidirectional' ? 2 : 1;
  return exits > most ? deviates('to one each') : NOT_APPLICABLE;
};

/** Requirements for test streams (sections 12 to 16, and 21). */
export const TRAFFIC: readonly RunRequirement[] = [
  rfc2544(
    '12',
    'SHOULD',
    'one source and destination first',
    ofTraffic(({ destinations }) => destinations === 'one', 'in 256 networks at once'),
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
