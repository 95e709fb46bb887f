import { ROLES } from '../config/testbed/placed-port.js';
import type { Role, Softnic } from '../config/testbed/testbed-file.js';
import type { Testbed } from '../config/testbed/testbed.js';
import { localMac, type MacAddress } from '../model/network/mac.js';
import { bitsPerSecond, type BitsPerSecond } from '../model/units.js';
import { buildSoftnic } from './kernel-module/build.js';
import { moduleLoad } from './kernel-module/load.js';
import type { Step } from './step.js';
import { namespace, WITHOUT_IPV6 } from './steps/namespace.js';
import { softwareNic } from './steps/softnic.js';
import type { SoftnicSpec } from './steps/softnic-ports.js';

/** The part of a testbed that describes its softnic ports; a file and a testbed both have it. */
export interface SoftnicWiring extends Pick<Testbed, 'roles' | 'links' | 'moduleSigning'> {
  /** Absent if the ports already exist. */
  readonly softwareNic?: Softnic | undefined;
  /** Default 1 Gb/s. */
  readonly linkSpeed?: BitsPerSecond | undefined;
}

/** The group octet of these Ethernet addresses, distinct from other devices'. */
const MAC_GROUP = 0x90;
/** The default speed of softnic ports. */
const GIGABIT = bitsPerSecond(1e9);

/** The speed of softnic links. */
export const softnicSpeed = ({ linkSpeed = GIGABIT }: SoftnicWiring): BitsPerSecond => linkSpeed;

type Pair = SoftnicSpec['pairs'][number];

/** The address at one end of link number `link`. */
const macAt = (link: number, end: keyof Pair): MacAddress =>
  localMac(MAC_GROUP, 2 * link + (end === 'dut' ? 0 : 1));

/** A role's port at one end of a link; the role's CPUs are assigned round robin, or one per queue. */
const endOf = (
  role: Role,
  link: readonly string[],
  queues: number,
): Omit<Pair['dut'], 'mac'> | undefined => {
  const index = role.ports.findIndex(({ name }) => link.includes(name));
  const port = role.ports[index];
  if (port === undefined) return undefined;
  const { cpus = [0] } = role;
  return {
    interface: port.interface,
    cpu: cpus[index % cpus.length] ?? 0,
    ...(queues > 1 && { cpus: cpus.slice(0, queues) }),
    ...(role.namespace !== undefined && { namespace: role.namespace }),
  };
};

/** The Ethernet address of a softnic port; only linked ports have one. */
export const softnicPortMac = (
  { roles, links, softwareNic: nic }: SoftnicWiring,
  port: string,
): MacAddress | undefined => {
  const index = links.findIndex((link) => link.includes(port));
  if (nic === undefined || index < 0) return undefined;
  const ofDut = roles.dut.ports.some(({ name }) => name === port);
  return macAt(index, ofDut ? 'dut' : 'peer');
};

const pairOf = (
  roles: Testbed['roles'],
  { queues = 1 }: Softnic,
  link: readonly string[],
  index: number,
): Pair[] => {
  const dut = endOf(roles.dut, link, queues);
  const toGenerator = endOf(roles.generator, link, queues);
  const peer = toGenerator ?? endOf(roles.sink, link, queues);
  if (dut === undefined || peer === undefined) return [];
  return [
    {
      dut: { ...dut, mac: macAt(index, 'dut') },
      // Frames that reach either end are counted and discarded there, unless the module frame_sink counts them.
      peer: {
        ...peer,
        mac: macAt(index, 'peer'),
        discard: roles.sink.counting !== 'frame-sink',
      },
    },
  ];
};

/**
 * The steps that create a testbed's softnic ports: the module, the namespaces, the pairs of ports.
 * None for a testbed with NICs. All roles are on one machine, and these are its first steps, as a
 * topology needs the ports' addresses.
 */
export const softnicSteps = (wiring: SoftnicWiring): readonly Step[] => {
  const { roles, links, softwareNic: nic, moduleSigning } = wiring;
  if (nic === undefined) return [];
  const namespaces = ROLES.flatMap((role) => roles[role].namespace ?? []);
  return [
    buildSoftnic(moduleSigning),
    moduleLoad('softnic'),
    ...[...new Set(namespaces)].map((name) => namespace({ name, settings: WITHOUT_IPV6 })),
    softwareNic({
      pairs: links.flatMap((link, index) => pairOf(roles, nic, link, index)),
      ...nic,
      speed: Math.round(softnicSpeed(wiring) / 1e6),
    }),
  ];
};
