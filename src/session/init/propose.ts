import { ROLES } from '../../config/testbed/placed-port.js';
import type { Connection, RoleName } from '../../config/testbed/testbed-file.js';
import { PreconditionFailure } from '../../model/failure.js';
import { macAddress } from '../../model/network/mac.js';
import type { PortIdentity } from '../../model/network/port-identity.js';
import type { CabledPair } from '../../preflight/wiring/links.js';
import type { FreeNic } from '../../preflight/wiring/free-ports.js';
import { keyOf, shortText, type WiredPort } from '../../preflight/wiring/wired-port.js';
import { wiringOf, type Segment } from '../../preflight/wiring/wiring.js';
import type { Discovery } from './discover.js';

/** A port of a proposed testbed. */
export interface ProposedPort {
  readonly name: string;
  readonly interface: string;
  /** Identifies it independently of its name; undefined where it has no unique address. */
  readonly identity: PortIdentity | undefined;
  readonly mac: string | undefined;
  readonly megabits: number | undefined;
}

/** A testbed proposed from what was found. */
export interface Proposal {
  readonly machines: Readonly<Record<string, Connection>>;
  readonly roles: Readonly<
    Record<RoleName, { readonly machine: string; readonly ports: readonly ProposedPort[] }>
  >;
  readonly links: readonly CabledPair[];
  /** The speed that all links have negotiated, in Mb/s; undefined if they differ, or drivers do not report it. */
  readonly megabits: number | undefined;
  /** Ports that are in no link, and why, one line each. */
  readonly leftOut: readonly string[];
}

/** A cable of the DUT, with both ends. */
interface DutCable {
  readonly dut: WiredPort;
  readonly peer: WiredPort;
}

/** In numeric order: eth2 before eth10. */
const byInterface = (one: WiredPort, other: WiredPort): number =>
  one.interface.localeCompare(other.interface, 'en', { numeric: true });

const cablesOfDut = (wiring: readonly Segment[], dut: string): readonly DutCable[] =>
  wiring
    .flatMap((segment): readonly DutCable[] => {
      if (segment.kind !== 'cable') return [];
      const [one, other] = segment.ports;
      if ((one.machine === dut) === (other.machine === dut)) return [];
      return [one.machine === dut ? { dut: one, peer: other } : { dut: other, peer: one }];
    })
    .toSorted((a, b) => byInterface(a.peer, b.peer));

/**
 * The NIC's PCI address if no other NIC of its machine has the same, or else its MAC address if no NIC of
 * any machine has the same.
 */
const identityOf = (
  { machine, nic }: Pick<FreeNic, 'machine' | 'nic'>,
  all: Discovery['nics'],
): PortIdentity | undefined => {
  if (nic === undefined) return undefined;
  const others = all.filter((other) => other.machine !== machine || other.nic.name !== nic.name);
  if (
    nic.pci !== undefined &&
    !others.some((other) => other.machine === machine && other.nic.pci === nic.pci)
  ) {
    return { by: 'pci', address: nic.pci };
  }
  const own = nic.mac?.toLowerCase();
  return own === undefined || others.some((other) => other.nic.mac?.toLowerCase() === own)
    ? undefined
    : { by: 'mac', address: macAddress(own) };
};

const KINDS: Readonly<Record<Segment['kind'], string>> = {
  cable: 'its cable does not connect the DUT with another machine',
  'one-way': 'frames pass in one direction only',
  loopback: 'it receives its own frames',
  shared: 'a switch, a hub or a bridge connects it with several ports',
  silent: 'it has a link, but to no other free port',
  'no-carrier': 'no link',
};

const leftOutOf = (
  wiring: readonly Segment[],
  used: ReadonlySet<string>,
  { untried }: Pick<Discovery, 'untried'>,
): readonly string[] => [
  ...wiring.flatMap(({ kind, ports }) =>
    ports
      .filter((port) => !used.has(keyOf(port)))
      .map((port) => `${shortText(port)}: ${KINDS[kind]}`),
  ),
  ...untried.map(({ port, reason }) => `${shortText(port)}: ${reason}`),
];

/** The cables of each tester role. If one machine plays both roles, the last cable is the sink's. */
const cablesByRole = (
  cables: readonly DutCable[],
  { generator, sink }: Discovery['roles'],
): Readonly<Record<'generator' | 'sink', readonly DutCable[]>> =>
  generator.machine === sink.machine
    ? { generator: cables.slice(0, -1), sink: cables.slice(-1) }
    : {
        generator: cables.filter(({ peer }) => peer.machine === generator.machine),
        sink: cables.filter(({ peer }) => peer.machine === sink.machine),
      };

const PREFIX: Readonly<Record<RoleName, string>> = { generator: 'gen', dut: 'dut', sink: 'sink' };

/**
 * Proposes a testbed from the cables between machines. Ports are in the order of their
 * interfaces. Pure.
 * @throws PreconditionFailure if no cable connects the DUT with the generator, or with the sink
 */
export const propose = (discovery: Discovery): Proposal => {
  const { roles, connections, free, observations } = discovery;
  const wiring = wiringOf(observations);
  const cables = cablesByRole(cablesOfDut(wiring, roles.dut.machine), roles);
  const used = [...cables.generator, ...cables.sink];
  const leftOut = leftOutOf(
    wiring,
    new Set(used.flatMap(({ dut, peer }) => [keyOf(dut), keyOf(peer)])),
    discovery,
  );
  const unconnected = (['generator', 'sink'] as const).filter((role) => cables[role].length === 0);
  if (unconnected.length > 0) {
    throw new PreconditionFailure({
      attempted: 'looking for the cables between the machines',
      got: [
        `no cable connects the DUT with the ${unconnected.join(' or the ')}`,
        ...leftOut.map((line) => `  ${line}`),
      ].join('\n'),
      remedy: 'connect free ports directly, without a switch; ports with an address are not used',
    });
  }
  const ends: Readonly<Record<RoleName, readonly WiredPort[]>> = {
    generator: cables.generator.map(({ peer }) => peer),
    dut: used.map(({ dut }) => dut).toSorted(byInterface),
    sink: cables.sink.map(({ peer }) => peer),
  };
  const names = new Map(
    ROLES.flatMap((role) =>
      ends[role].map((port, index) => [keyOf(port), `${PREFIX[role]}${index}`] as const),
    ),
  );
  const nameOf = (port: WiredPort): string => names.get(keyOf(port)) ?? '';
  const speeds = new Map(observations.map(({ port, megabits }) => [keyOf(port), megabits]));
  const portsOf = (role: RoleName) => ({
    machine: roles[role].machine,
    ports: ends[role].map((port): ProposedPort => {
      const found = free.find((each) => keyOf(each) === keyOf(port));
      return {
        name: nameOf(port),
        interface: port.interface,
        identity: found && identityOf(found, discovery.nics),
        mac: found?.nic?.mac,
        megabits: speeds.get(keyOf(port)),
      };
    }),
  });
  const negotiated = [...new Set([...names.keys()].map((key) => speeds.get(key)))];
  return {
    machines: connections,
    roles: { generator: portsOf('generator'), dut: portsOf('dut'), sink: portsOf('sink') },
    links: [
      ...cables.generator.map(({ peer, dut }): CabledPair => [nameOf(peer), nameOf(dut)]),
      ...cables.sink.map(({ peer, dut }): CabledPair => [nameOf(dut), nameOf(peer)]),
    ],
    megabits: negotiated.length === 1 ? negotiated[0] : undefined,
    leftOut,
  };
};
