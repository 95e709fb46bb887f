/** Facts about a data plane for playbooks, schemas and documents. */
export interface DataPlaneFacts {
  /** In one line. */
  readonly summary: string;
  /** Whether it is made of kernel modules, which can be reloaded as a reset. */
  readonly reloadable: boolean;
  /** Absent: as many routers and interfaces as there are addresses for. */
  readonly limits?: DataPlaneLimits;
  /**
   * What of a router's ordinary path its frames do not go through, as a clause after its name: a
   * reader who compares data planes has to know.
   */
  readonly leavesOut?: string;
  /**
   * Present where its routers are in no IP stack of the DUT's kernel: where they are, as a clause. A
   * modifier can change nothing there.
   */
  readonly outside?: string;
}

/** What a data plane has room for. */
export interface DataPlaneLimits {
  /** The most routers. Absent: no limit of its own. */
  readonly routers?: number;
  /** The most interfaces on one of the DUT's ports, those of all routers together. */
  readonly interfacesPerPort: number;
  /** The most interfaces of one router, on all of its ports. Absent: no limit of its own. */
  readonly interfacesPerRouter?: number;
  /** Why, as a clause. */
  readonly because: string;
}

const SWITCH_ROUTERS = 'its routers are the flows of a switch';

/** The data planes of the device under test, by the names used everywhere. */
const TABLE = {
  'ip-forwarder': {
    summary: "the DUT's own IP stack, no virtualization: the reference (paper section 4.1)",
    reloadable: false,
    limits: {
      routers: 1,
      interfacesPerPort: 1,
      because: "it is the DUT's own IP stack, whose interfaces are the NICs",
    },
  },
  macvlan: { summary: "the kernel's own macvlan, in private mode", reloadable: true },
  'softnet-macvlan': {
    summary: 'netif_rx and the per-CPU backlog queue: what the paper calls macvlan',
    reloadable: true,
  },
  'napi-macvlan': {
    summary:
      "netif_receive_skb, one SoftIRQ from NIC to NIC: the paper's contribution (section 3.3)",
    reloadable: true,
  },
  'direct-macvlan': {
    summary:
      'a macvlan whose frames leave out what of the receive core and of egress is not in use',
    reloadable: true,
    leavesOut:
      "leaves out the second round of the receive core, the virtual interface's egress, and the port's while its qdisc is empty; ip-forwarder, which has only the last of these, does not leave it out",
  },
  'veth-bridge': {
    summary: 'a bridge on each port, joined to the routers by pairs of veth',
    reloadable: true,
    limits: {
      interfacesPerPort: 1023,
      because: 'a bridge has at most 1024 ports (BR_MAX_PORTS), and one of them is the NIC',
    },
  },
  'tc-redirect': {
    summary: "tc filters that redirect frames between ports and the routers' pairs of veth",
    reloadable: true,
  },
  openvswitch: {
    summary: "Open vSwitch in the kernel, between ports and interfaces in the routers' namespaces",
    reloadable: true,
  },
  'openvswitch-flows': {
    summary: 'Open vSwitch in the kernel, whose flows route: no IP stack',
    reloadable: true,
    outside: SWITCH_ROUTERS,
  },
  'openvswitch-userspace': {
    summary: 'Open vSwitch in user space, whose flows route, on AF_PACKET sockets: no IP stack',
    reloadable: true,
    outside: SWITCH_ROUTERS,
  },
  'uml-guest': {
    summary: 'User-Mode Linux guests on raw sockets on the ports, as in VINI',
    reloadable: true,
    outside: 'its routers are User-Mode Linux guests',
    limits: {
      routers: 8,
      interfacesPerPort: 1,
      because:
        'every guest has 64 MiB of memory, and a raw socket on a port receives what is for other guests too',
    },
  },
  'kvm-guest': {
    summary: 'QEMU guests with virtio on macvtaps on the ports, by KVM where it boots',
    reloadable: true,
    outside: 'its routers are QEMU guests',
    limits: {
      routers: 4,
      interfacesPerPort: 4,
      interfacesPerRouter: 7,
      because: 'every guest has 128 MiB of memory, and seven slots for network devices',
    },
  },
  'sriov-vf': {
    summary: 'SR-IOV virtual functions of the ports, which the NIC itself shares out',
    reloadable: false,
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
