import type { RoleName } from '../../../src/config/testbed/testbed-file.js';
import type { LockedHost } from '../../../src/host/locked-host.js';
import type { Nic } from '../../../src/linux/device/nic.js';
import { pciAddress } from '../../../src/model/network/pci-address.js';
import type { FreeNic } from '../../../src/preflight/wiring/free-ports.js';
import type { Observation } from '../../../src/preflight/wiring/wiring.js';
import type { Discovery } from '../../../src/session/init/discover.js';

/** Never contacted: everything about it is known. */
const HOST = {} as LockedHost;

/** Gives each NIC its own address. */
const GROUP: Readonly<Record<string, string>> = { generator: '01', dut: '00', sink: '02' };

/** A free NIC in its own PCI slot: `eth3` of a machine. */
const nicAt = (machine: string, device: string): FreeNic & { readonly nic: Nic } => {
  const slot = Number(/\d+$/.exec(device)?.[0] ?? 0);
  const hex = slot.toString(16).padStart(2, '0');
  return {
    ...{ host: HOST, machine, interface: device },
    nic: {
      ...{
        name: device,
        flags: ['UP'],
        mtu: 1500,
        mac: `52:54:00:${GROUP[machine] ?? '09'}:00:${hex}`,
        kind: undefined,
      },
      ...{
        permanentMac: undefined,
        xdp: false,
        alternativeNames: [],
        promiscuity: 0,
        received: 0,
      },
      ...{ pci: pciAddress(`00:${hex}.0`), hardware: true, virtualFunction: false, megabits: 1000 },
    },
  };
};

/** Machines whose ports are connected by these cables: `generator eth1 dut eth2`. */
export const discovered = (
  machines: Readonly<Record<RoleName, string>>,
  cables: readonly string[],
  megabits: number | undefined = 1000,
): Discovery => {
  const ends = cables.map((cable) => {
    const [from = '', one = '', to = '', other = ''] = cable.split(' ');
    return [nicAt(from, one), nicAt(to, other)] as const;
  });
  const observations = ends.flatMap(([one, other]): Observation[] => [
    { port: one, carrier: true, seenAt: [other], megabits },
    { port: other, carrier: true, seenAt: [one], megabits },
  ]);
  const names = [...new Set(Object.values(machines))];
  return {
    roles: {
      generator: { machine: machines.generator },
      dut: { machine: machines.dut },
      sink: { machine: machines.sink },
    },
    connections: Object.fromEntries(
      names.map((name) => [
        name,
        { type: 'ssh', host: `${name}.example`, user: 'root', sudo: false },
      ]),
    ),
    free: ends.flat(),
    untried: [{ port: nicAt('dut', 'eth0'), reason: 'it carries address 192.0.2.12/24' }],
    nics: [...ends.flat(), nicAt('dut', 'eth0')].map(({ machine, nic }) => ({ machine, nic })),
    observations,
  };
};
