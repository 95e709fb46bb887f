import type { PortSettings } from '../../model/schema/setup/port-settings.js';
import type { PortSetup } from './setup-schema.js';
import { cpus, fact, incidental, onOrOff, readingsOf, type NamedFact } from './fact.js';

type Rings = NonNullable<PortSettings['rings']>;
type Channels = NonNullable<PortSettings['channels']>;
type Link = NonNullable<PortSettings['link']>;

const of = ({ now, maximum }: Rings['receive']): string =>
  `${now ?? 'unknown'} of ${maximum ?? 'unknown'}`;

const queues = (channels: Channels): string | null => {
  const kinds = (['combined', 'receive', 'transmit', 'other'] as const).filter(
    (kind) => channels[kind].now !== null,
  );
  return kinds.length === 0
    ? null
    : kinds.map((kind) => `${kind} ${of(channels[kind])}`).join(', ');
};

const inMegabits = ({ speed }: Link): string | null =>
  speed === null ? null : `${speed / 1e6} Mb/s`;

const table = ({ table: found, queues: count }: NonNullable<PortSettings['rss']>): string => {
  if (found === null) return `${count} queues, table unknown`;
  const counts = Array.from(
    { length: count },
    (_, queue) => found.filter((each) => each === queue).length,
  );
  return `${found.length} entries: ${counts.map((times, queue) => `queue ${queue} x ${times}`).join(', ')}`;
};

const moderation = (parameters: NonNullable<PortSettings['coalescing']>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value : onOrOff(value)}`)
    .join(', ');

const ofLink = (settings: PortSettings): readonly NamedFact[] => {
  const said = readingsOf(settings);
  return [
    said('link', 'link', ({ detected }) => (detected === null ? null : detected ? 'up' : 'down')),
    said('link', 'link speed', inMegabits),
    said('link', 'duplex', ({ duplex }) => duplex),
    said('link', 'autonegotiation', ({ autonegotiation: on }) =>
      on === null ? null : onOrOff(on),
    ),
    said('pause', 'pause frames', ({ receive, transmit, autonegotiate }) =>
      [
        `receive ${onOrOff(receive)}`,
        `transmit ${onOrOff(transmit)}`,
        ...(autonegotiate ? ['negotiated'] : []),
      ].join(', '),
    ),
  ];
};

const ofDevice = (settings: PortSettings): readonly NamedFact[] => {
  const said = readingsOf(settings);
  const { driverModule } = settings;
  return [
    said('driverVersion', 'driver version', (version) => version),
    said('driverModule', 'driver module', ({ name, srcversion }) =>
      srcversion === null ? name : `${name}, srcversion ${srcversion}`,
    ),
    said('bus', 'bus', (bus) => bus),
    said('pci', 'PCI device', (pci) =>
      [
        `${pci.vendor}:${pci.device}`,
        `card ${pci.subsystemVendor}:${pci.subsystemDevice}`,
        `revision ${pci.revision}`,
      ].join(', '),
    ),
    said('numaNode', 'NUMA node', String),
    ...Object.entries(driverModule?.parameters ?? {}).map(([name, value]) =>
      fact(`driver parameter ${name}`, value),
    ),
  ];
};

const ofQueues = (settings: PortSettings): readonly NamedFact[] => {
  const said = readingsOf(settings);
  return [
    said('rings', 'receive ring', ({ receive }) => of(receive)),
    said('rings', 'transmit ring', ({ transmit }) => of(transmit)),
    said('channels', 'queues', queues),
    said('coalescing', 'interrupt coalescing', moderation),
    said('rss', 'RSS table', table),
    said('rss', 'RSS hash', ({ functions }) => functions.join(', ')),
    // Most drivers choose a random key at boot.
    incidental(said('rss', 'RSS key', ({ key }) => key)),
  ];
};

/** The CPUs that handle frames and interrupts. */
const ofCpus = (settings: PortSettings): readonly NamedFact[] => {
  const said = readingsOf(settings);
  const { interrupts, receiveSteering, transmitSteering } = settings;
  return [
    ...(interrupts?.flatMap(({ name, affinity, effective }) => [
      fact(`affinity of interrupt ${name}`, `CPUs ${cpus(affinity)}`),
      // The kernel chooses one of the allowed CPUs at boot.
      incidental(fact(`CPU of interrupt ${name}`, effective)),
    ]) ?? [said('interrupts', 'interrupts', () => null)]),
    ...(receiveSteering?.map(({ queue, cpus: list, flows }) =>
      fact(`RPS ${queue}`, `CPUs ${cpus(list)}, flow table ${flows ?? 'unknown'}`),
    ) ?? [said('receiveSteering', 'RPS', () => null)]),
    ...(transmitSteering?.map(({ queue, cpus: list }) =>
      fact(`XPS ${queue}`, list === null ? null : `CPUs ${cpus(list)}`),
    ) ?? [said('transmitSteering', 'XPS', () => null)]),
    said('mtu', 'MTU', (mtu) => `${mtu} bytes`),
    said('transmitQueueLength', 'transmit queue length', (length) => `${length} frames`),
    said('napi', 'NAPI', ({ threaded, groFlushTimeout, deferHardIrqs }) =>
      [
        threaded ? 'threaded' : 'in SoftIRQs',
        `gro_flush_timeout ${groFlushTimeout} ns`,
        `napi_defer_hard_irqs ${deferHardIrqs}`,
      ].join(', '),
    ),
  ];
};

/** Facts about a port. */
export const portFacts = (port: PortSetup): readonly NamedFact[] => {
  const { settings } = port;
  return [
    fact('interface', port.interface),
    ...(port.foundBy === undefined ? [] : [fact('found by', port.foundBy)]),
    fact('MAC address', port.mac),
    fact('driver', port.driver),
    { what: 'firmware', value: port.firmware, reason: 'the driver does not report it' },
    ...(settings === undefined
      ? []
      : [...ofDevice(settings), ...ofLink(settings), ...ofQueues(settings), ...ofCpus(settings)]),
    ...Object.entries(port.offloads).map(([name, on]) => fact(`offload ${name}`, onOrOff(on))),
  ];
};
