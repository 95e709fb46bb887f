import type { Claims } from '../../src/claims/claims.js';
import type { ClaimRun } from '../../src/claims/observed/measured.js';
import { loadClaims } from '../../src/config/load.js';
import type { DataPlaneName } from '../../src/model/data-plane.js';
import { streamId } from '../../src/model/network/stream.js';
import { bytes, nanoseconds, pps, seconds } from '../../src/model/units.js';
import type {
  Loss,
  StreamResult,
  TrialOutcome,
  TrialRequest,
  TrialResult,
} from '../../src/model/trial.js';
import type { MeasuredNetwork, RunRecord } from '../../src/results/schema.js';
import { rehearse } from '../../src/rfc2544/simulated-device/rehearsal.js';
import { latency } from '../../src/rfc2544/tests/latency/procedure.js';
import { loadSweep } from '../../src/rfc2544/tests/load-sweep/procedure.js';
import { PAPER_CLAIMS } from '../../src/cli/shipped.js';
import { runRecord } from '../results/record.js';

const PLANES = ['ip-forwarder', 'softnet-macvlan', 'napi-macvlan'] as const;
type Plane = (typeof PLANES)[number];

/** What becomes of a load: what is forwarded, and what is lost where, in frames a second. */
type Fate = (load: number) => {
  readonly forwarded: number;
  readonly losses: Readonly<Partial<Record<Loss['location'], number>>>;
};

/** Forwards up to a rate; the ingress NIC loses the rest. */
const upTo =
  (most: number): Fate =>
  (load) => {
    const forwarded = Math.min(load, most);
    return { forwarded, losses: { 'ingress-nic': load - forwarded } };
  };

/** Forwards less the more it is offered above its peak, as the backlog queue overflows; then the NIC drops. */
const collapsing =
  (peak: number, plateau: number): Fate =>
  (load) => {
    if (load <= peak) return { forwarded: load, losses: {} };
    const taken = Math.min(load, 1_000_000);
    const forwarded = peak - ((peak - plateau) * (taken - peak)) / (1_000_000 - peak);
    const losses = { 'backlog-queue': taken - forwarded, 'ingress-nic': load - taken };
    return { forwarded, losses };
  };

/** A network of the paper, and its devices there. */
export interface PaperNetwork {
  readonly name: string;
  readonly ports: readonly [ingress: number, egress: number];
  readonly traffic?: Partial<MeasuredNetwork['traffic']>;
  readonly routers?: Partial<MeasuredNetwork['routers']>;
  readonly fates: Readonly<Partial<Record<Plane, Fate>>>;
}

/** A playbook of the paper: its networks, of which all have the same loads. */
export interface PaperRun {
  readonly name: string;
  readonly networks: readonly PaperNetwork[];
}

const IP = upTo(785_000);
const CASE_1: PaperNetwork = {
  name: 'case-1',
  ports: [1, 1],
  fates: { 'ip-forwarder': IP, 'softnet-macvlan': upTo(690_000), 'napi-macvlan': upTo(700_000) },
};
/** As every playbook has it that states loads in proportion. */
const REFERENCE: PaperNetwork = {
  name: 'reference',
  ports: [1, 1],
  fates: { 'ip-forwarder': IP },
};
const BOTH_WAYS = { direction: 'bidirectional' } as const;

const both = (
  name: string,
  softnet: number,
  napi: number,
  rest: Pick<PaperNetwork, 'traffic' | 'routers'>,
): PaperNetwork => ({
  name,
  ports: [1, 1],
  ...rest,
  fates: { 'softnet-macvlan': upTo(softnet), 'napi-macvlan': upTo(napi) },
});

/** The eight playbooks on devices that are as the paper says. */
export const PAPER_RUNS: readonly PaperRun[] = [
  { name: 'a', networks: [CASE_1] },
  {
    name: 'b',
    networks: [
      {
        name: 'case-2',
        ports: [2, 1],
        fates: {
          'ip-forwarder': IP,
          'softnet-macvlan': collapsing(600_000, 480_000),
          'napi-macvlan': upTo(700_000),
        },
      },
      REFERENCE,
    ],
  },
  {
    name: 'c',
    networks: [1, 2, 4, 8, 16, 32].map((count) => ({
      name: `${count} routers`,
      ports: [3, 1],
      routers: { count },
      fates: {
        ...(count === 1 && { 'ip-forwarder': IP }),
        'softnet-macvlan': collapsing(590_000, 300_000),
        'napi-macvlan': upTo(700_000 - count * 100),
      },
    })),
  },
  {
    name: 'd',
    networks: [
      REFERENCE,
      both('one', 660_000, 700_000, { traffic: BOTH_WAYS }),
      both('many', 500_000, 680_000, { traffic: { ...BOTH_WAYS, destinations: 'many' } }),
      both('interfaces', 300_000, 670_000, {
        traffic: { ...BOTH_WAYS, destinations: 'many' },
        routers: { interfaces: 256 },
      }),
    ],
  },
  {
    name: 'e',
    networks: [
      REFERENCE,
      ...[1, 4, 16, 64, 128, 256].map((interfaces, index) =>
        both(`${interfaces} interfaces`, 660_000 - index * 70_000, 700_000 - index * 6_000, {
          traffic: BOTH_WAYS,
          routers: { interfaces },
        }),
      ),
    ],
  },
];

/** Frame rates that come and go with the trial, and in the same way each time. */
const wobble = (sequence: number, spread: number): number => 1 + spread * Math.sin(sequence * 1.7);

interface TrialOfFate {
  readonly forwarded: number;
  readonly losses: readonly Loss[];
  readonly streams?: readonly StreamResult[];
}

const measuredTrial = (request: TrialRequest, { forwarded, losses, streams }: TrialOfFate) => {
  const offered = Math.round((request.intendedLoad * request.duration) / 1e9);
  const received = Math.min(offered, forwarded);
  const lost = losses.reduce((sum, { frames }) => sum + frames, 0);
  const result: TrialResult = {
    request,
    counts: {
      intended: offered,
      offered,
      receivedByDut: offered,
      forwarded: received,
      receivedBySink: received,
    },
    ...(streams && { streams }),
    offeredDuration: request.duration,
    losses: losses.filter(({ frames }) => frames > 0),
    unlocated: offered - received - lost,
    validity: { state: 'valid' },
    timing: { wall: request.duration, traffic: request.duration, settling: nanoseconds(0) },
  };
  return result;
};

/** How runs differ from those of the paper. */
export interface Change {
  /** Every rate of the paper times this: another machine. */
  readonly scale?: number;
  /** How far repeats are apart, as a fraction. */
  readonly spread?: number;
  readonly repeats?: number;
  readonly environment?: RunRecord['environment'];
  /** Another fate of a data plane in a network. */
  readonly fate?: (network: string, plane: Plane) => Fate | undefined;
  /** Latencies in microseconds, and what a second router receives of 300 kpps beside 1000. */
  readonly latencies?: Readonly<Record<Plane, number>>;
  readonly isolation?: Readonly<Partial<Record<Plane, readonly [first: number, second: number]>>>;
}

const LOADS = [
  ...[100, 200, 300, 400, 500, 580, 595, 610, 660, 690, 695, 710, 740, 780, 800, 900, 990, 1010],
  ...[1100, 1300],
].map((load) => load * 1000);

const LATENCIES = { 'ip-forwarder': 10, 'softnet-macvlan': 20, 'napi-macvlan': 10 } as const;
const ISOLATION = {
  'softnet-macvlan': [480_000, 55_000],
  'napi-macvlan': [350_000, 300_000],
} as const;

/** A run under way: its trials, and the results so far. */
class PaperRecorder {
  readonly trials: TrialOutcome[] = [];
  readonly results: RunRecord['results'][number][] = [];

  readonly change: Change;

  constructor(change: Change) {
    this.change = change;
  }

  get scale(): number {
    return this.change.scale ?? 1;
  }

  /** The wobble of the next trial. */
  wobble(): number {
    return wobble(this.trials.length + 1, this.change.spread ?? 0.002);
  }

  sweep(
    network: string,
    dataPlane: DataPlaneName,
    loads: readonly number[],
    of: (r: TrialRequest) => TrialResult,
  ) {
    const first = this.trials.length;
    const goal = {
      intendedLoads: loads.map((load) => pps(load * this.scale)),
      repeats: this.change.repeats ?? 5,
    };
    const { result } = rehearse(
      loadSweep({ frameSize: bytes(64), duration: seconds(1) }, goal),
      (request) => {
        const trial = of(request);
        this.trials.push(trial);
        return trial;
      },
      [],
    );
    const moved = result.loads.map((load) => ({
      ...load,
      trials: load.trials.map((sequence) => sequence + first),
    }));
    const own = { ...result, loads: moved };
    this.results.push({ dataPlane, network, frameSize: bytes(64), procedure: 0, result: own });
  }
}

const sweptAs = (recorder: PaperRecorder, network: string, plane: Plane, fate: Fate): void => {
  const { scale } = recorder;
  recorder.sweep(network, plane, LOADS, (request) => {
    const { forwarded, losses } = fate(request.intendedLoad / scale);
    const factor = scale * recorder.wobble();
    const own = Math.min(request.intendedLoad, Math.round(forwarded * factor));
    const lost = Object.values(losses).reduce((sum, each) => sum + each, 0);
    const all = request.intendedLoad - own;
    const located = Object.entries(losses).map(([location, rate]): Loss => {
      const frames = lost === 0 ? 0 : Math.round((all * rate) / lost);
      return { location: location as Loss['location'], frames };
    });
    return measuredTrial(request, { forwarded: own, losses: located });
  });
};

const streamOf = (router: number, offered: number, received: number): StreamResult => ({
  stream: streamId(`r${router}:gen${router}>sink${router}`),
  router,
  entry: `dut${router}`,
  exit: `dut${router + 2}`,
  counts: {
    intended: offered,
    offered,
    receivedByDut: offered,
    forwarded: received,
    receivedBySink: received,
  },
});

/** Two routers, offered 300 and 300 kpps, then 1000 and 300. */
const isolated = (
  recorder: PaperRecorder,
  plane: Plane,
  [first, second]: readonly [number, number],
): void => {
  const { scale } = recorder;
  recorder.sweep('two routers', plane, [600_000, 1_300_000], (request) => {
    const own = 300_000 * scale;
    const isLight = request.intendedLoad < 700_000 * scale;
    const factor = scale * recorder.wobble();
    const pairs = isLight
      ? ([
          [own, own],
          [own, own],
        ] as const)
      : ([
          [1_000_000 * scale, Math.round(first * factor)],
          [own, Math.min(own, Math.round(second * factor))],
        ] as const);
    const streams = pairs.map(([offered, received], router) => streamOf(router, offered, received));
    const forwarded = pairs.reduce((sum, [, received]) => sum + received, 0);
    const frames = request.intendedLoad - forwarded;
    return measuredTrial(request, {
      forwarded,
      losses: [{ location: 'ingress-nic', frames }],
      streams,
    });
  });
};

const timed = (recorder: PaperRecorder, plane: Plane, microseconds: number): void => {
  const first = recorder.trials.length;
  const load = pps(600_000 * recorder.scale);
  const goal = { throughput: load, repeats: 5, tagAfter: nanoseconds(5e8) };
  const { result } = rehearse(
    latency({ frameSize: bytes(64), duration: seconds(1) }, goal),
    (request) => {
      const time = nanoseconds(Math.round(microseconds * 1000 * recorder.wobble()));
      const trial: TrialResult = {
        ...measuredTrial(request, { forwarded: Infinity, losses: [] }),
        latency: {
          state: 'measured',
          clocks: { kind: 'one-clock', bound: nanoseconds(0) },
          tagged: { value: time, atLeast: time, atMost: time },
        },
      };
      recorder.trials.push(trial);
      return trial;
    },
  );
  const { outcome } = result;
  const trials = 'trials' in outcome ? outcome.trials.map((sequence) => sequence + first) : [];
  const moved = outcome.state === 'measured' ? { ...outcome, trials } : outcome;
  const own = { ...result, outcome: moved };
  recorder.results.push({
    dataPlane: plane,
    network: 'case-1',
    frameSize: bytes(64),
    procedure: 1,
    result: own,
  });
};

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
  const { media: _, traffic: __, routers: ___, ...rest } = runRecord;
  return {
    run: {
      ...rest,
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
