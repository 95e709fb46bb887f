import type { ModuleSigning } from '../config/testbed/module-schema.js';
import type { Attachment, Port, Topology } from '../model/network/topology.js';
import { buildFrameSink } from './kernel-module/build.js';
import { moduleLoad } from './kernel-module/load.js';
import { modprobe } from './kernel-module/modprobe.js';
import type { Step } from './step.js';
import { frameSink } from './steps/frame-sink.js';
import { portsUp } from './steps/ports-up.js';
import { sysctl } from './steps/sysctl.js';

/** The location of a role's ports. A testbed's role has these fields, and more. */
export interface RolePlace {
  /** Their network namespace; absent for the initial one. */
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
  /** What counts the frames it receives; absent if it receives none. */
  readonly receives?: 'frame-sink' | 'nic';
  /** Further network devices that do the same: those of the calibration cable. */
  readonly calibrated?: readonly string[] | undefined;
  /** The key that built modules are signed with. */
  readonly signing?: ModuleSigning | undefined;
}

/**
 * Makes ports discard test frames silently: a frame reaches the NIC, is counted there, and is dropped by
 * IP. The port has no address, and with forwarding off no ICMP error is sent (ip_error() in
 * net/ipv4/route.c). IPv6 is off on it.
 */
const silent = (ports: readonly string[], place: RolePlace): Step =>
  sysctl({
    ...inPlace(place),
    settings: Object.fromEntries(ports.map((port) => [`net/ipv4/conf/${port}/forwarding`, '0'])),
  });

/** The steps of generator and sink before any trial: ports up, without any other traffic. */
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
