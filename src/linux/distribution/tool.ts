/** The program comes in a package of another distribution's, or in none: how to get it, as a phrase. */
export interface Unpackaged {
  readonly unpackaged: string;
}

/** The package that a program comes in, by its name. */
export type Packaged = string | Unpackaged;

/** The programs of Open vSwitch and the package that contains them. */
export const openVswitchIn = <const Package extends Packaged>(packaged: Package) => ({
  'ovs-appctl': packaged,
  'ovs-dpctl': packaged,
  'ovs-ofctl': packaged,
  'ovs-vsctl': packaged,
  'ovs-vswitchd': packaged,
  'ovsdb-server': packaged,
  'ovsdb-tool': packaged,
});

/** The same where no package of the distribution has them. @param unpackaged how to get them, as a phrase */
export const withoutOpenVswitch = (unpackaged: string) => openVswitchIn({ unpackaged });

/**
 * The programs that machines and this computer are asked for, each with the package that most
 * distributions have it in. A distribution's own table says what differs there.
 */
export const USUAL_PACKAGES = {
  bash: 'bash',
  bridge: 'iproute2',
  busybox: 'busybox',
  bzip2: 'bzip2',
  coreutils: 'coreutils',
  ethtool: 'ethtool',
  flock: 'util-linux',
  gcc: 'gcc',
  grep: 'grep',
  gzip: 'gzip',
  hwstamp_ctl: 'linuxptp',
  ip: 'iproute2',
  ldd: 'glibc',
  'linux.uml': {
    unpackaged:
      'User-Mode Linux (linux.uml) is in no package there: make ARCH=um in the kernel source',
  },
  make: 'make',
  modprobe: 'kmod',
  mokutil: 'mokutil',
  openssl: 'openssl',
  ...openVswitchIn('openvswitch'),
  patch: 'patch',
  phc2sys: 'linuxptp',
  phc_ctl: 'linuxptp',
  pmc: 'linuxptp',
  ptp4l: 'linuxptp',
  'qemu-system-x86_64': 'qemu-system-x86',
  setpriv: 'util-linux',
  setsid: 'util-linux',
  'sign-file': 'openssl',
  ss: 'iproute2',
  ssh: 'openssh',
  sudo: 'sudo',
  tar: 'tar',
  taskset: 'util-linux',
  tc: 'iproute2',
  xz: 'xz',
  zstd: 'zstd',
} as const satisfies Record<string, Packaged>;

/** A program that a machine, or this computer, may be asked for. */
export type Tool = keyof typeof USUAL_PACKAGES;

/** The packages of all of them in a distribution. */
export type ToolPackages = Readonly<Record<Tool, Packaged>>;

/** Whether there is a table entry for a program. */
export const isTool = (name: string): name is Tool => Object.hasOwn(USUAL_PACKAGES, name);
