import type { ModuleSigning } from '../config/testbed/module-schema.js';
import type { Attachment, Port, Topology } from '../model/network/topology.js';
import { buildFrameSink } from './kernel-module/build.js';
import { moduleLoad } from './kernel-module/load.js';
import { modprobe } from './kernel-module/modprobe.js';
import type { Step } from './step.js';
import { frameSink } from './steps/frame-sink.js';
import { portsUp } from './steps/ports-up.js';
import { sysctl } from './steps/sysctl.js';

/** Where a role's ports are. A testbed's role has these fields, and more. */
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

/** How a role handles test frames. */
export interface Duties {
  readonly sends: boolean;
  /** What counts the frames it receives; absent where it receives none. */
  readonly receives?: 'frame-sink' | 'nic';
  /** Further network devices that do the same: those at the cable that the tester is calibrated over. */
  readonly calibrated?: readonly string[] | undefined;
  /** What modules that are built are signed with. */
  readonly signing?: ModuleSigning | undefined;
}

/**
 * Neither routes nor replies: a test frame reaches the NIC, is counted there, and is discarded by
 * IP silently. The port has no address, and where forwarding is off no ICMP error is sent
 * (ip_error() in net/ipv4/route.c). IPv6 is off on it.
 */
const silent = (ports: readonly string[], place: RolePlace): Step =>
  sysctl({
    ...inPlace(place),
    settings: Object.fromEntries(ports.map((port) => [`net/ipv4/conf/${port}/forwarding`, '0'])),
  });

/** The steps of generator and sink before any trial: ports up, without traffic of their own. */
export const testerSteps = (
  cables: readonly Attachment[],
  place: RolePlace,
  { sends, receives, calibrated = [], signing }: Duties,
): readonly Step[] => {
  const ports = [...peers(cables), ...calibrated];
  return [
    ...(sends ? [modprobe('pktgen')] : []),
    portsUp({ ...inPlace(place), interfaces: ports }),
    ...(receives === undefined ? [] : [silent(ports, place)]),
    ...(receives === 'frame-sink'
      ? [
          buildFrameSink(signing),
          moduleLoad('frame_sink'),
          frameSink({ ...inPlace(place), interfaces: ports }),
        ]
      : []),
  ];
};

/** The steps of the DUT before any data plane: ports up, without addresses. */
export const dutSteps = ({ ingress, egress }: Topology): readonly Step[] => [
  portsUp({ interfaces: devicesOf([...ingress, ...egress].map(({ dut }) => dut)) }),
];
