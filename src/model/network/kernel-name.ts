/** Characters that iproute2's batch reader drops or splits at, or that are invisible. */
const UNTYPEABLE = /[\s\p{C}'"#\\]/u;

const bytesIn = (name: string): number => new TextEncoder().encode(name).length;

/** Why a name is invalid as a file name for the kernel or iproute2; devices and namespaces both are files. */
const problemOf = (name: string, most: number): string | undefined => {
  if (name === '__proto__') return 'it is not safe as a key in the JSON of results';
  if (name === '' || name === '.' || name === '..') return 'the kernel does not allow that name';
  if (bytesIn(name) > most) return `it is longer than ${most} bytes, the kernel's limit`;
  if (name.includes('/')) return 'the kernel allows no slash in it';
  if (name.startsWith('-')) return 'commands take a leading hyphen for an option';
  return UNTYPEABLE.test(name)
    ? 'it must not contain blanks, quotes, backslashes, # or invisible characters'
    : undefined;
};

/** NAME_MAX: iproute2 keeps a namespace as a file. */
const MOST_NAMESPACE = 255;
/** IFNAMSIZ less the terminating NUL. */
const MOST_DEVICE = 15;

/** Names that sysctl uses for all and for new devices, and the device of every namespace. */
const RESERVED: Readonly<Record<string, string>> = {
  all: 'sysctl uses that name for the settings of all devices',
  default: 'sysctl uses that name for the settings of new devices',
  lo: 'that is the loopback device, which has no link',
};

/** Why a text is not a valid name of a network namespace; undefined if it is. */
export const namespaceNameProblem = (name: string): string | undefined =>
  problemOf(name, MOST_NAMESPACE);

/**
 * Why a text is not a valid name of a port's network device (dev_valid_name() in net/core/dev.c);
 * undefined if it is.
 */
export const deviceNameProblem = (name: string): string | undefined => {
  const [device = '', rest] = name.split(/[:@](.*)/s, 2);
  if (rest !== undefined && device !== '') {
    return name.includes(':')
      ? `that is an address label of ${device}, not a device: use ${device}`
      : `after the @, ip shows the device that ${device} is linked to: use ${device}`;
  }
  if (rest !== undefined || name.includes('%')) return 'the kernel allows no colon, @ or % in it';
  if (Object.hasOwn(RESERVED, name)) return RESERVED[name];
  return problemOf(name, MOST_DEVICE);
};

/** Namespaces and devices that data planes create on the DUT. */
const OURS = /^(vrbench-(vr|br)\d+|vr\d+-p\d+)$/;

/** Why a name cannot be that of an existing namespace or device; undefined if it can. */
export const madeHereProblem = (name: string): string | undefined =>
  OURS.test(name) ? 'vrbench creates namespaces and devices with that name' : undefined;
