import { MOST_INTERFACES, MOST_ROUTERS } from './network/routers.js';

/** What of a data plane can be told without setting it up: for playbooks, schemas and documents. */
export interface DataPlaneFacts {
  /** In one line. */
  readonly summary: string;
  /** Whether kernel modules make it, which can be taken out and put in again as a reset. */
  readonly reloadable: boolean;
  readonly mostRouters: number;
  /** Interfaces on one of the DUT's ports, those of all routers together. */
  readonly mostInterfacesPerPort: number;
}

/** A module's kind of link takes as many routers and interfaces as there are addresses for. */
const VIRTUAL = {
  reloadable: true,
  mostRouters: MOST_ROUTERS,
  mostInterfacesPerPort: MOST_INTERFACES,
} as const;

/** The data planes of the device under test, by the names used everywhere. */
const TABLE = {
  'ip-forwarder': {
    summary: "the DUT's own IP stack, no virtualization: the reference (paper section 4.1)",
    reloadable: false,
    mostRouters: 1,
    mostInterfacesPerPort: 1,
  },
  macvlan: { summary: "the kernel's own macvlan, in private mode", ...VIRTUAL },
  'softnet-macvlan': {
    summary: 'netif_rx and the per-CPU backlog queue: what the paper calls macvlan',
    ...VIRTUAL,
  },
  'napi-macvlan': {
    summary: "one SoftIRQ from NIC to NIC: the paper's contribution (section 3.3)",
    ...VIRTUAL,
  },
  'veth-bridge': {
    summary: 'a bridge on each port, joined to the routers by pairs of veth',
    ...VIRTUAL,
    // BR_MAX_PORTS is 1024 (net/bridge/br_private.h); one of them is the NIC.
    mostInterfacesPerPort: 1023,
  },
  'tc-redirect': {
    summary: "tc filters that redirect frames between ports and the routers' pairs of veth",
    ...VIRTUAL,
  },
} as const satisfies Readonly<Record<string, DataPlaneFacts>>;

export type DataPlaneName = keyof typeof TABLE;

const isName = (name: string): name is DataPlaneName => Object.hasOwn(TABLE, name);

/** The names of all data planes. */
export const DATA_PLANES: readonly DataPlaneName[] = Object.keys(TABLE).filter(isName);

/** A value for each data plane. */
export const byDataPlane = <Value>(
  value: (name: DataPlaneName) => Value,
): Readonly<Record<DataPlaneName, Value>> =>
  Object.fromEntries(DATA_PLANES.map((name) => [name, value(name)])) as Record<
    DataPlaneName,
    Value
  >;

export const dataPlaneFacts = (name: DataPlaneName): DataPlaneFacts => TABLE[name];
