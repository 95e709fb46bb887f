/** What carries the frames: the kernel's module openvswitch, or the daemon itself (AF_PACKET sockets). */
export type Datapath = 'system' | 'netdev';

/** The devices that a switch with this datapath creates; only one switch of a machine can have them. */
export const DATAPATH_DEVICE: Readonly<Record<Datapath, string>> = {
  system: 'ovs-system',
  netdev: 'ovs-netdev',
};

/** The programs that these commands call. */
export const OPENVSWITCH_TOOLS = [
  'ovsdb-tool',
  'ovsdb-server',
  'ovs-vswitchd',
  'ovs-vsctl',
  'ovs-ofctl',
  'ovs-appctl',
  'ovs-dpctl',
] as const;
