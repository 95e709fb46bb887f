import type { Attachment, Port, Topology } from '../model/topology.js';
import { buildFrameSink } from './kernel-module/build.js';
import { moduleLoad } from './kernel-module/load.js';
import type { Step } from './step.js';
import { frameSink } from './steps/frame-sink.js';
import { portsUp } from './steps/ports-up.js';
import { sysctl } from './steps/sysctl.js';

/** Where a role's ports are. A testbed's role says as much, and more. */
export interface RolePlace {
  /** The network namespace that holds them; absent is the machine's own. */
  readonly namespace?: string | undefined;
}

const inPlace = ({ namespace }: RolePlace): { namespace?: string } =>
  namespace === undefined ? {} : { namespace };
const devicesOf = (ports: readonly Port[]): string[] => [
  ...new Set(ports.map((port) => port.interface)),
];
const peers = (attachments: readonly Attachment[]): string[] =>
  devicesOf(attachments.map(({ peer }) => peer));

/** What the generator needs before any trial: its ports up, and silent. */
export const generatorSteps = (topology: Topology, place: RolePlace = {}): readonly Step[] => [
  portsUp({ ...inPlace(place), interfaces: peers(topology.ingress) }),
];

/**
 * What the sink needs: its ports up, and neither routing nor answering. A test frame reaches the
 * NIC, is counted there, and is discarded by IP without a word: the port has no address, and where
 * forwarding is off no ICMP error is sent (ip_error() in net/ipv4/route.c).
 */
export const sinkSteps = (topology: Topology, place: RolePlace = {}): readonly Step[] => {
  const ports = peers(topology.egress);
  const settings = Object.fromEntries(
    ports.map((port) => [`net/ipv4/conf/${port}/forwarding`, '0']),
  );
  return [
    portsUp({ ...inPlace(place), interfaces: ports }),
    sysctl({ ...inPlace(place), settings }),
  ];
};

/** What the sink needs to count test frames itself, after `sinkSteps`. */
export const frameSinkSteps = (topology: Topology, place: RolePlace = {}): readonly Step[] => [
  buildFrameSink(),
  moduleLoad('frame_sink'),
  frameSink({ ...inPlace(place), interfaces: peers(topology.egress) }),
];

/** What the DUT needs before any data plane: its ports up, without addresses. */
export const dutSteps = ({ ingress, egress }: Topology): readonly Step[] => [
  portsUp({ interfaces: devicesOf([...ingress, ...egress].map(({ dut }) => dut)) }),
];
