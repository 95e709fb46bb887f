/** Facts about a data plane for playbooks, schemas and documents. */
export interface DataPlaneFacts {
  /** In one line. */
  readonly summary: string;
  /** Whether it consists of kernel modules, which can be reloaded as a reset. */
  readonly reloadable: boolean;
  /** Absent: limited only by the address blocks. */
  readonly limits?: DataPlaneLimits;
  /**
   * The parts of a router's ordinary path that its frames bypass, as a clause that follows its name.
   * Readers who compare data planes need to know.
   */
  readonly leavesOut?: string;
  /**
   * Present if its routers do not use the IP stack of the DUT's kernel: where they are, as a clause.
   * Modifiers have no effect there.
   */
  readonly outside?: string;
}

/** The capacity of a data plane. */
export interface DataPlaneLimits {
  /** Maximum number of routers. Absent: no limit specific to this data plane. */
  readonly routers?: number;
  /** Maximum number of interfaces on one DUT port, summed over all routers. */
  readonly interfacesPerPort: number;
  /** Maximum number of interfaces of one router, on all its ports. Absent: no specific limit. */
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
    summary: "netif_rx and the per-CPU backlog queue: the paper's macvlan",
    reloadable: true,
  },
  'napi-macvlan': {
    summary:
      "netif_receive_skb, one SoftIRQ from NIC to NIC: the paper's contribution (section 3.3)",
    reloadable: true,
  },
  'direct-macvlan': {
    summary:
      'a macvlan whose frames bypass the parts of the receive core and of egress that are not in use',
    reloadable: true,
    leavesOut:
      "bypasses the second pass through the receive core, the virtual interface's egress, and the port's egress while its qdisc is empty; ip-forwarder, which has only the last of these, does not bypass it",
  },
  'veth-bridge': {
    summary: 'a bridge on each port, connected to the routers by veth pairs',
    reloadable: true,
    limits: {
      interfacesPerPort: 1023,
      because: 'a bridge has at most 1024 ports (BR_MAX_PORTS), and one of them is the NIC',
    },
  },
  'tc-redirect': {
    summary: "tc filters that redirect frames between ports and the routers' veth pairs",
    reloadable: true,
  },
  openvswitch: {
    summary: "Open vSwitch in the kernel, between ports and interfaces in the routers' namespaces",
    reloadable: true,
  },
  'openvswitch-flows': {
    summary: 'Open vSwitch in the kernel, routing by flows: no IP stack',
    reloadable: true,
    outside: SWITCH_ROUTERS,
  },
  'openvswitch-userspace': {
    summary: 'Open vSwitch in user space on AF_PACKET sockets, routing by flows: no IP stack',
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
        'every guest has 64 MiB of memory, and a raw socket on a port also receives the frames of other guests',
    },
  },
  'kvm-guest': {
    summary: 'QEMU guests with virtio on macvtaps on the ports, using KVM where it works',
    reloadable: true,
    outside: 'its routers are QEMU guests',
    limits: {
      routers: 4,
      interfacesPerPort: 4,
      interfacesPerRouter: 7,
      because: 'every guest has 128 MiB of memory and seven slots for network devices',
    },
  },
  'sriov-vf': {
    summary: 'SR-IOV virtual functions of the ports: the NIC itself does the switching',
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
