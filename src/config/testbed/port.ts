import { z } from 'zod';
import { checkedText } from '../../document/checked-text.js';
import { deviceNameProblem, madeHereProblem } from '../../model/network/kernel-name.js';
import { macAddress } from '../../model/network/mac.js';
import { pciAddress } from '../../model/network/pci-address.js';
import type { PortIdentity } from '../../model/network/port-identity.js';
import { name } from './name.js';

/** A port of a role, as written in the testbed. */
export interface StatedPort {
  readonly name: string;
  /** Its network device; a stand-in for a port with an identity, until it is looked up on its machine. */
  readonly interface: string;
  readonly identity?: PortIdentity | undefined;
}

/** A placeholder for an interface name that is not yet known. No device has such a name. */
const standIn = ({ by, address }: PortIdentity): string => `<${by}:${address}>`;

const macProblem = (text: string): string | undefined => {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) {
    return 'must be an Ethernet address: six pairs of hexadecimal digits with colons, as ip link shows it';
  }
  if (/^(00:){5}00$/.test(text)) return 'no device has that address';
  // The individual/group bit, IEEE 802.3 section 3.2.3.
  return Number.parseInt(text.slice(0, 2), 16) % 2 === 1
    ? 'that is a group address, not the address of a device'
    : undefined;
};

const pciProblem = (text: string): string | undefined =>
  pciAddress(text) === undefined
    ? "must be a PCI address, such as '0000:03:00.0', as lspci -D shows it"
    : undefined;

const WAYS = ['interface', 'mac', 'pci'] as const;

/** A test port, identified by exactly one of three keys. */
export const portSchema = z
  .strictObject({
    name: name.describe('Unique in the testbed'),
    interface: checkedText((name) => deviceNameProblem(name) ?? madeHereProblem(name))
      .optional()
      .describe('The network device on the machine; or give mac or pci instead'),
    mac: checkedText(macProblem)
      .optional()
      .describe(
        'Its permanent Ethernet address (ip -d link, ethtool -P), in case its name changes with the next boot',
      ),
    pci: checkedText(pciProblem).optional().describe('Its PCI address (lspci -D): 0000:03:00.0'),
  })
  .superRefine((port, context) => {
    const given = WAYS.filter((way) => port[way] !== undefined);
    if (given.length === 1) return;
    const got = given.length === 0 ? 'none' : given.join(' and ');
    const message = `a port needs exactly one of interface, mac or pci, found ${got}`;
    context.addIssue({ code: 'custom', message, input: port });
  })
  .transform(({ name, interface: device, mac, pci }): StatedPort => {
    if (device !== undefined) return { name, interface: device };
    const onBus = pci === undefined ? undefined : pciAddress(pci);
    const identity: PortIdentity | undefined =
      onBus === undefined
        ? mac === undefined
          ? undefined
          : { by: 'mac', address: macAddress(mac) }
        : { by: 'pci', address: onBus };
    return { name, interface: identity === undefined ? '' : standIn(identity), identity };
  });
