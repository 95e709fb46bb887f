import type { Loss } from '../../src/model/trial.js';
import type { MeasuredNetwork } from '../../src/results/schema.js';

/*
 * Devices that behave as in the paper, in the networks of its test cases.
 */

export const PLANES = ['ip-forwarder', 'softnet-macvlan', 'napi-macvlan'] as const;
export type Plane = (typeof PLANES)[number];

/** The outcome of a load: forwarded and lost frames by place, in frames/s. */
export type Fate = (load: number) => {
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

/** Forwards less with more load above its peak, as the backlog queue overflows; then the NIC drops. */
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
  readonly fates: Readonly<Partial<Record<Plane, Fate | undefined>>>;
}

/** A playbook of the paper: its networks, of which all have the same loads. */
export interface PaperRun {
  readonly name: string;
  readonly networks: readonly PaperNetwork[];
}

export const IP = upTo(785_000);
export const CASE_1: PaperNetwork = {
  name: 'case-1',
  ports: [1, 1],
  fates: { 'ip-forwarder': IP, 'softnet-macvlan': upTo(690_000), 'napi-macvlan': upTo(700_000) },
};
/** As in every playbook with proportional loads. */
export const REFERENCE: PaperNetwork = {
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

/** The eight playbooks on devices that behave as in the paper. */
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
      both('one', 660_000, 700_000, { traffic: BOTH_WAYS, routers: { routes: 512 } }),
      both('many', 500_000, 680_000, {
        traffic: { ...BOTH_WAYS, destinations: 'many' },
        routers: { routes: 512 },
      }),
      both('interfaces', 300_000, 670_000, {
        traffic: { ...BOTH_WAYS, destinations: 'many' },
        routers: { interfaces: 256, routes: 512 },
      }),
    ],
  },
  {
    name: 'e',
    networks: [
      REFERENCE,
      ...[1, 4, 16, 64, 128, 256].map((interfaces, index) =>
        both(`${interfaces} interfaces`, 660_000 - index * 70_000, 700_000 - index * 6_000, {
          traffic: { ...BOTH_WAYS, destinations: 'many' },
          routers: { interfaces, routes: 2 * interfaces },
        }),
      ),
    ],
  },
];
