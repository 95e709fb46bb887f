import type { Claims } from '../../src/claims/claims.js';
import type { ClaimRun } from '../../src/claims/observed/measured.js';
import { PAPER_CLAIMS } from '../../src/cli/shipped.js';
import { loadClaims } from '../../src/config/load.js';
import type { MeasuredNetwork } from '../../src/results/schema.js';
import { runRecord } from '../results/record.js';
import {
  CASE_1,
  IP,
  PAPER_RUNS,
  PLANES,
  REFERENCE,
  type PaperNetwork,
  type PaperRun,
  type Plane,
} from './paper-devices.js';
import { isolated, PaperRecorder, sweptAs, timed, type Change } from './paper-recorder.js';

const LATENCIES = { 'ip-forwarder': 10, 'softnet-macvlan': 20, 'napi-macvlan': 10 } as const;
const ISOLATION = {
  'softnet-macvlan': [480_000, 55_000],
  'napi-macvlan': [350_000, 300_000],
} as const;

const networkRecord = ({ name, ports, traffic, routers }: PaperNetwork): MeasuredNetwork => ({
  name,
  media: {
    ingressPorts: ports[0],
    dutPorts: { ingress: ports[0], egress: ports[1] },
    linkSpeed: null,
  },
  traffic: { protocol: 'ipv4', destinations: 'one', direction: 'unidirectional', ...traffic },
  routers: { count: 1, ports: 'shared', interfaces: 1, ...routers },
});

const ended = (
  name: string,
  networks: readonly PaperNetwork[],
  { trials, results, change }: PaperRecorder,
): ClaimRun => {
  const environment = change.environment ?? { kind: 'metal' };
  return {
    run: {
      ...runRecord,
      runId: `20260131T101500Z-${name}`,
      playbook: name,
      environment,
      networks: networks.map(networkRecord),
      results,
    },
    trialOf: (sequence) => trials[sequence - 1],
  };
};

/** A run of one playbook. */
export const paperRun = ({ name, networks }: PaperRun, change: Change = {}): ClaimRun => {
  const recorder = new PaperRecorder(change);
  for (const network of networks) {
    for (const plane of PLANES) {
      const fate = change.fate?.(network.name, plane) ?? network.fates[plane];
      if (fate !== undefined) sweptAs(recorder, network.name, plane, fate);
    }
  }
  return ended(name, networks, recorder);
};

const TWO_ROUTERS: PaperNetwork = {
  name: 'two routers',
  ports: [2, 2],
  routers: { count: 2, ports: 'own' },
  fates: {},
};

/** Table 1. */
export const isolationRun = (change: Change = {}): ClaimRun => {
  const recorder = new PaperRecorder(change);
  sweptAs(recorder, REFERENCE.name, 'ip-forwarder', IP);
  for (const [plane, pair] of Object.entries({ ...ISOLATION, ...change.isolation })) {
    isolated(recorder, plane as Plane, pair);
  }
  return ended('g', [REFERENCE, TWO_ROUTERS], recorder);
};

/** Fig. 9. */
export const latencyRun = (change: Change = {}): ClaimRun => {
  const recorder = new PaperRecorder(change);
  sweptAs(recorder, CASE_1.name, 'ip-forwarder', IP);
  for (const plane of PLANES) timed(recorder, plane, (change.latencies ?? LATENCIES)[plane]);
  return ended('h', [CASE_1], recorder);
};

/** All of the paper's playbooks. */
export const paperRuns = (change: Change = {}): readonly ClaimRun[] => [
  ...PAPER_RUNS.map((each) => paperRun(each, change)),
  isolationRun(change),
  latencyRun(change),
];

/** The shipped claims. */
export const paperClaims = (): Promise<Claims> => loadClaims(PAPER_CLAIMS);
