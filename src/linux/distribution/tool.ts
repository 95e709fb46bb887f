/** How to get a program that is not packaged by the distribution, as a phrase. */
export interface Unpackaged {
  readonly unpackaged: string;
}

/** The packages of programs, by the names of the programs. */
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

/** The same if no package of the distribution has them. @param unpackaged how to get them, as a phrase */
export const withoutOpenVswitch = (unpackaged: string) => openVswitchIn({ unpackaged });

/**
 * The programs required on machines and on this computer, each with the package that most
 * distributions use. A distribution's own table has the exceptions.
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

/** A program that a machine, or this computer, may need. */
export type Tool = keyof typeof USUAL_PACKAGES;

/** The packages of all of them in a distribution. */
export type ToolPackages = Readonly<Record<Tool, Packaged>>;

/** Whether there is a table entry for a program. */
export const isTool = (name: string): name is Tool => Object.hasOwn(USUAL_PACKAGES, name);
