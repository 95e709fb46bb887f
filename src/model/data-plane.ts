/** What of a data plane can be told without setting it up: for playbooks, schemas and documents. */
export interface DataPlaneFacts {
  /** In one line. */
  readonly summary: string;
}

/** The data planes of the device under test, by the names used everywhere. */
const TABLE = {
  'ip-forwarder': {
    summary: "the DUT's own IP stack, no virtualization: the reference (paper section 4.1)",
  },
  macvlan: { summary: "the kernel's own macvlan, in private mode" },
  'softnet-macvlan': {
    summary: 'netif_rx and the per-CPU backlog queue: what the paper calls macvlan',
  },
  'napi-macvlan': {
    summary: "one SoftIRQ from NIC to NIC: the paper's contribution (section 3.3)",
  },
} as const satisfies Readonly<Record<string, DataPlaneFacts>>;

export type DataPlaneName = keyof typeof TABLE;

const isName = (name: string): name is DataPlaneName => Object.hasOwn(TABLE, name);

/** The names of all data planes. */
export const DATA_PLANES: readonly DataPlaneName[] = Object.keys(TABLE).filter(isName);

export const dataPlaneFacts = (name: DataPlaneName): DataPlaneFacts => TABLE[name];

/** Whether a data plane is made by a kernel module, which can be taken out and put in again. */
export const hasModule = (name: DataPlaneName): boolean => name !== 'ip-forwarder';
