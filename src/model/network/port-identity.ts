import type { MacAddress } from './mac.js';
import type { PciAddress } from './pci-address.js';

/** What identifies a port on its machine, even if its interface has another name after the next boot. */
export type PortIdentity =
  | { readonly by: 'mac'; readonly address: MacAddress }
  | { readonly by: 'pci'; readonly address: PciAddress };

/** `pci 0000:03:00.0` */
export const identityText = ({ by, address }: PortIdentity): string => `${by} ${address}`;
