import { z } from 'zod';
import { checkedText } from '../../document/checked-text.js';
import { deviceNameProblem, madeHereProblem } from '../../model/network/kernel-name.js';
import { macAddress } from '../../model/network/mac.js';
import { pciAddress } from '../../model/network/pci-address.js';
import type { PortIdentity } from '../../model/network/port-identity.js';
import { name } from './name.js';

/** A port of a role, as the testbed has it. */
export interface StatedPort {
  readonly name: string;
  /** Its network device: until its machine has been asked, a stand-in where the port has an identity. */
  readonly interface: string;
  readonly identity?: PortIdentity | undefined;
}

/** In place of an interface's name that is not known yet. No device has it. */
const standIn = ({ by, address }: PortIdentity): string => `<${by}:${address}>`;

const macProblem = (text: string): string | undefined => {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) {
    return 'must be an Ethernet address: six pairs of hexadecimal digits with colons, as ip link shows it';
  }
  if (/^(00:){5}00$/.test(text)) return 'no device has that address';
  // The bit of a group, IEEE 802.3 section 3.2.3.
  return Number.parseInt(text.slice(0, 2), 16) % 2 === 1
    ? 'that is the address of a group, not of a device'
    : undefined;
};

const pciProblem = (text: string): string | undefined =>
  pciAddress(text) === undefined
    ? "must be a PCI address, such as '0000:03:00.0', as lspci -D shows it"
    : undefined;

const WAYS = ['interface', 'mac', 'pci'] as const;

/** A test port: found by exactly one of three. */
export const portSchema = z
  .strictObject({
    name: name.describe('Unique in the testbed'),
    interface: checkedText((name) => deviceNameProblem(name) ?? madeHereProblem(name))
      .optional()
      .describe('The network device on the machine; or give mac or pci instead'),
    mac: checkedText(macProblem)
      .optional()
      .describe(
        'Its permanent Ethernet address (ip -d link, ethtool -P), whatever its name is after the next boot',
      ),
    pci: checkedText(pciProblem)
      .optional()
      .describe('Its place on the PCI bus (lspci -D): 0000:03:00.0'),
  })
  .superRefine((port, context) => {
    const given = WAYS.filter((way) => port[way] !== undefined);
    if (given.length === 1) return;
    const got = given.length === 0 ? 'it has none of them' : `it has ${given.join(' and ')}`;
    const message = `a port is found by exactly one of interface, mac or pci: ${got}`;
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
