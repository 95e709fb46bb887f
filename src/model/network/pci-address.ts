declare const pci: unique symbol;

/** The address of a device on the PCI bus, in full and in lower case: `0000:03:00.0`. */
export type PciAddress = string & { readonly [pci]: true };

const FORM = /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}:[01][0-9a-f]\.[0-7])$/i;

/** A PCI address from text, as lspci prints it; undefined for other text. */
export const pciAddress = (text: string): PciAddress | undefined => {
  const [, domain = '0000', rest] = FORM.exec(text) ?? [];
  return rest === undefined ? undefined : (`${domain}:${rest}`.toLowerCase() as PciAddress);
};

/**
 * The PCI address of a device from its sysfs path; undefined if it is not a PCI device. Devices on a shared
 * bus behind PCI, such as USB, have no PCI address of their own.
 * @param path `/sys/devices/pci0000:00/0000:00:1c.0/0000:03:00.0`; for virtio followed by `/virtio1`
 */
export const pciAddressIn = (path: string): PciAddress | undefined => {
  const parts = path.split('/').filter((part) => !/^virtio\d+$/.test(part));
  return pciAddress(parts.at(-1) ?? '');
};
