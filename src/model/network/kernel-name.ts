/** Characters that iproute2's batch reader drops or splits at, or that are not shown. */
const UNTYPEABLE = /[\s\p{C}'"#\\]/u;

/** Namespaces and devices that data planes make on the DUT. */
const OURS = /^(vrbench-(vr|br)\d+|vr\d+-p\d+)$/;

const bytesIn = (name: string): number => new TextEncoder().encode(name).length;

/** What keeps a name from being one of a file, as the kernel and iproute2 have them; both kinds are. */
const problemOf = (name: string, most: number): string | undefined => {
  if (name === '__proto__')
    return 'JSON, in which results are kept, cannot be relied on to hold it';
  if (OURS.test(name)) return 'vrbench makes namespaces and devices of that name';
  if (name === '' || name === '.' || name === '..') return 'the kernel has none of that name';
  if (bytesIn(name) > most) return `it is longer than ${most} bytes, the kernel's limit`;
  if (name.includes('/')) return 'the kernel allows no slash in it';
  if (name.startsWith('-')) return 'commands take a hyphen in front for an option';
  return UNTYPEABLE.test(name)
    ? 'commands take no blanks, quotes, backslashes, # or invisible characters in it'
    : undefined;
};

/** NAME_MAX: iproute2 keeps a namespace as a file. */
const MOST_NAMESPACE = 255;
/** IFNAMSIZ less the end. */
const MOST_DEVICE = 15;

/** Names that the kernel's settings have for all devices, and the one that every namespace has. */
const RESERVED: Readonly<Record<string, string>> = {
  all: 'the kernel keeps the settings of all devices under that name',
  default: 'the kernel keeps the settings of new devices under that name',
  lo: 'that is the loopback device, which has no link',
};

/** What keeps a text from being the name of a network namespace; undefined where it can be one. */
export const namespaceNameProblem = (name: string): string | undefined =>
  problemOf(name, MOST_NAMESPACE);

/**
 * What keeps a text from being the name of a network device (dev_valid_name() in net/core/dev.c) that
 * a port has; undefined where it can be one.
 */
export const deviceNameProblem = (name: string): string | undefined => {
  const [device = '', rest] = name.split(/[:@](.*)/s, 2);
  if (rest !== undefined && device !== '') {
    return name.includes(':')
      ? `that is a label of an address of ${device}, not a device: name ${device}`
      : `ip shows the device that is linked to it after the @: name ${device}`;
  }
  if (rest !== undefined || name.includes('%')) return 'the kernel allows no colon, @ or % in it';
  if (Object.hasOwn(RESERVED, name)) return RESERVED[name];
  return problemOf(name, MOST_DEVICE);
};
