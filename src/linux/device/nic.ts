import { pciAddressIn, type PciAddress } from '../../model/network/pci-address.js';
import type { PortIdentity } from '../../model/network/port-identity.js';
import { DEVICES, type Device } from '../ip/device.js';
import { ask, askFiles, asOne, mapped, type Query, type Readout } from '../text/query.js';

/** A network device with a cable: hardware, or an end of a virtual cable. */
export interface Nic extends Device {
  /** Its PCI address; undefined for software devices, and behind another bus. */
  readonly pci: PciAddress | undefined;
  /** A physical device, not a virtual one. */
  readonly hardware: boolean;
  /** An SR-IOV virtual function, which shares the cable of its NIC. */
  readonly virtualFunction: boolean;
  /** As its link has negotiated, in Mb/s; undefined without a link, or if the driver does not report it. */
  readonly megabits: number | undefined;
}

/** Kinds of software devices with two ends, like a cable. */
const CABLED = ['veth', 'softnic'];

const positive = (text: string | undefined): number | undefined => {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
};

const nicOf = (device: Device, files: ReadonlyMap<string, string>): readonly Nic[] => {
  const folder = `/sys/class/net/${device.name}`;
  const place = files.get(`${folder}/device`);
  // A radio has no cable.
  if (files.has(`${folder}/phy80211`)) return [];
  if (place === undefined && !CABLED.includes(device.kind ?? '')) return [];
  return [
    {
      ...device,
      mac: device.permanentMac,
      pci: place === undefined ? undefined : pciAddressIn(place),
      hardware: place !== undefined,
      virtualFunction: files.has(`${folder}/device/physfn`),
      megabits: positive(files.get(`${folder}/speed`)),
    },
  ];
};

const FILES = ['device', 'device/physfn', 'phy80211', 'speed'].map(
  (file) => `/sys/class/net/*/${file}`,
);

/** The NICs of a network namespace. Excludes VLANs, bridges, bonds and macvlans, which share a NIC's address. */
export const NICS: Query<Readout<readonly Nic[]>> = mapped(
  asOne({
    devices: ask(DEVICES.command, DEVICES.parse),
    files: askFiles(FILES),
  }),
  ({ devices, files }) =>
    'unread' in devices ? devices : { value: devices.value.flatMap((each) => nicOf(each, files)) },
);

/** The NICs that match an identity. Hardware comes before ends of virtual cables with the same address. */
export const nicsOf = (nics: readonly Nic[], { by, address }: PortIdentity): readonly Nic[] => {
  const found = nics.filter((nic) => nic[by]?.toLowerCase() === address);
  const hardware = found.filter((nic) => nic.hardware);
  return hardware.length > 0 ? hardware : found;
};

/** `enp3s0f0 (mac 00:1b:21:3a:4b:5c, pci 0000:03:00.0)` */
export const nicText = ({ name, mac, pci }: Nic): string => {
  const known = [
    ...(mac === undefined ? [] : [`mac ${mac}`]),
    ...(pci === undefined ? [] : [`pci ${pci}`]),
  ];
  return known.length === 0 ? name : `${name} (${known.join(', ')})`;
};
