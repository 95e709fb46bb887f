import { OPENVSWITCH_TOOLS } from '../../linux/openvswitch/datapath.js';
import type { OsRelease } from '../../linux/machine/os-release.js';

/** How a distribution packages what a machine needs. */
interface Distribution {
  /** Installs packages. */
  readonly install: string;
  /** Packages that are not called as the tool in them. */
  readonly tools: Readonly<Record<string, string>>;
  /** The package with the headers of a kernel release. */
  readonly headers: (release: string) => string;
  /** What has the kernel's own modules, as a phrase. */
  readonly modules: (release: string) => string;
}

const IPROUTE2 = { ip: 'iproute2', tc: 'iproute2', bridge: 'iproute2', ss: 'iproute2' };
const UTIL_LINUX = Object.fromEntries(
  ['flock', 'setpriv', 'setsid', 'taskset'].map((tool) => [tool, 'util-linux']),
);
const TOOLS = { ...IPROUTE2, ...UTIL_LINUX, modprobe: 'kmod' };

/** Programs of Open vSwitch, in Debian's package with its daemons. */
const OPENVSWITCH = Object.fromEntries(
  OPENVSWITCH_TOOLS.map((tool) => [tool, 'openvswitch-switch']),
);

/** The flavour of a kernel, the last part of its release: `lts` of 6.6.31-0-lts. */
const flavourOf = (release: string): string => /-([a-z]+)$/.exec(release)?.[1] ?? '';

const debian: Distribution = {
  install: 'apt-get install',
  tools: {
    ...TOOLS,
    ...OPENVSWITCH,
    ldd: 'libc-bin',
    'linux.uml': 'user-mode-linux',
    'qemu-system-x86_64': 'qemu-system-x86',
    xz: 'xz-utils',
  },
  headers: (release) => `linux-headers-${release}`,
  modules: () => 'linux-image-amd64; other flavours leave some out',
};

const arch = (kernel: string, release: string): string =>
  ['lts', 'zen', 'hardened'].includes(flavourOf(release))
    ? `linux-${flavourOf(release)}${kernel}`
    : `linux${kernel}`;

const alpine = (release: string): string => `linux-${flavourOf(release) || 'lts'}`;
const suse = (release: string): string => `kernel-${flavourOf(release) || 'default'}`;

/** Distributions by their ID in os-release. */
const DISTRIBUTIONS: Readonly<Record<string, Distribution>> = {
  debian,
  ubuntu: {
    ...debian,
    modules: (release) => `apt-get install linux-modules-extra-${release}`,
  },
  fedora: {
    install: 'dnf install',
    tools: { ...TOOLS, ip: 'iproute', bridge: 'iproute', ss: 'iproute', tc: 'iproute-tc' },
    headers: (release) => `kernel-devel-${release}`,
    modules: (release) =>
      `dnf install kernel-modules-extra-${release}, or kernel-modules-internal-${release} for pktgen`,
  },
  arch: {
    install: 'pacman -S',
    tools: TOOLS,
    headers: (release) => arch('-headers', release),
    modules: (release) =>
      `pacman -S ${arch('', release)}, and restart: an upgrade removes the modules of the running kernel`,
  },
  suse: {
    install: 'zypper install',
    tools: TOOLS,
    headers: (release) => `${suse(release)}-devel`,
    modules: (release) => `zypper install ${suse(release)} ${suse(release)}-optional`,
  },
  alpine: {
    install: 'apk add',
    tools: { ...TOOLS, gcc: 'build-base', flock: 'flock' },
    headers: (release) => `${alpine(release)}-dev`,
    modules: () => 'apk add linux-lts; the flavour virt leaves some out',
  },
};

/** Distributions that name others in ID_LIKE, or should. */
const ALSO: Readonly<Record<string, string>> = {
  rhel: 'fedora',
  centos: 'fedora',
  opensuse: 'suse',
  'opensuse-leap': 'suse',
  'opensuse-tumbleweed': 'suse',
  sles: 'suse',
};

const named = (id: string): Distribution | undefined => {
  const name = ALSO[id] ?? id;
  return Object.hasOwn(DISTRIBUTIONS, name) ? DISTRIBUTIONS[name] : undefined;
};

/** The distribution of a machine, or the nearest one that it is made from. */
const distributionOf = ({ id, like }: OsRelease): Distribution | undefined =>
  [id, ...like].map(named).find((each) => each !== undefined);

/** What a machine is without. */
export interface Missing {
  readonly tools: readonly string[];
  /** Kernel releases whose headers are missing. */
  readonly headers: readonly string[];
  /** The kernel's own modules. */
  readonly modules: readonly string[];
}

const remedyIn = (
  distribution: Distribution,
  { tools, headers, modules }: Missing,
  release: string,
): string => {
  const packages = new Set([
    ...tools.map((tool) => distribution.tools[tool] ?? tool),
    ...headers.map(distribution.headers),
  ]);
  return [
    ...(packages.size === 0 ? [] : [`${distribution.install} ${[...packages].join(' ')}`]),
    ...(headers.length === 0
      ? []
      : ['if there is no such package of headers any more, upgrade the kernel and restart']),
    ...(modules.length === 0
      ? []
      : [`boot a kernel package that has the modules: ${distribution.modules(release)}`]),
  ].join('; ');
};

/**
 * How to install what is missing, in the words of the machine's distribution; where that is not known,
 * in those of Debian as an example.
 * @param release of the kernel that runs there
 */
export const packageRemedy = (os: OsRelease, missing: Missing, release: string): string => {
  const distribution = distributionOf(os);
  return distribution === undefined
    ? `install them as the distribution does it; on Debian: ${remedyIn(debian, missing, release)}`
    : remedyIn(distribution, missing, release);
};
