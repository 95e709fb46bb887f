import type { Distribution, PackagedSource } from './distribution.js';
import { isElRepo, isUek, kernelNameOf, kernelPackage } from './red-hat-kernels.js';
import { lineOf, upstreamOf, withoutArchitecture, withoutVariant } from './release-parts.js';
import { USUAL_PACKAGES, withoutOpenVswitch, type ToolPackages } from './tool.js';

const IPROUTE = 'iproute';

/** Packages of Fedora and its derivatives. */
export const FEDORA_TOOLS: ToolPackages = {
  ...USUAL_PACKAGES,
  bridge: IPROUTE,
  ip: IPROUTE,
  ldd: 'glibc-common',
  'qemu-system-x86_64': 'qemu-system-x86-core',
  ss: IPROUTE,
  ssh: 'openssh-clients',
  tc: 'iproute-tc',
};

const NFV =
  'Open vSwitch is openvswitch3 with a minor version there, of the NFV SIG (dnf install centos-release-nfv-openvswitch) or of Fast Datapath';

/** How Fedora and its derivatives install packages. */
export const DNF: Pick<Distribution, 'install' | 'installUnasked'> = {
  install: ['dnf', 'install'],
  installUnasked: ['dnf', 'install', '--assumeyes'],
};

/** Where `rpm --install` puts the contents of a source package as root, and rpmbuild unpacks them. */
const RPMBUILD = '/root/rpmbuild';

/**
 * The source of a kernel that is packaged as an RPM.
 * @param archives names of the archive in the source package, as shell patterns
 * @param from the package whose source package it is
 */
export const sourceRpm = (
  release: string,
  archives: readonly string[],
  from: string,
): PackagedSource => ({
  trees: [
    `${RPMBUILD}/BUILD/*/linux-${withoutVariant(release)}`,
    `${RPMBUILD}/BUILD/*/*/linux-${withoutVariant(release)}`,
    // Of kernel-debuginfo-common.
    `/usr/src/debug/kernel-*/linux-${withoutVariant(release)}`,
  ],
  archives: archives.map((name) => `${RPMBUILD}/SOURCES/${name}`),
  get: `as root: dnf download --source ${from}, and rpm --install kernel-*.src.rpm, which leaves the source in ${RPMBUILD}/SOURCES (dnf download: package dnf-plugins-core, if dnf is version 4)`,
});

/** Where a kernel's source is: Oracle's archive is named by the upstream version, ELRepo's is that of kernel.org. */
const sourceOf = (release: string): PackagedSource => {
  if (isElRepo(release)) {
    const archive = `linux-${upstreamOf(release)}.tar.xz`;
    return {
      ...sourceRpm(release, [archive], kernelPackage(release, 'core')),
      get: `no package has it: put ${archive} of kernel.org in ${RPMBUILD}/SOURCES`,
    };
  }
  const archive = isUek(release)
    ? `linux-${lineOf(release)}*.tar*`
    : `linux-${withoutArchitecture(withoutVariant(release))}.tar.xz`;
  return sourceRpm(release, [archive], kernelPackage(release, 'core'));
};

/**
 * Red Hat Enterprise Linux and its rebuilds. Their kernels are 5.14 (9) and 6.12 (10) by name, with much
 * of later ones; Oracle's UEK is 5.15 or 6.12 instead.
 */
export const redHat: Distribution = {
  title: 'Red Hat Enterprise Linux',
  ids: ['rhel', 'centos', 'almalinux', 'rocky', 'ol'],
  ...DNF,
  tools: {
    ...FEDORA_TOOLS,
    ...withoutOpenVswitch(NFV),
    busybox: { unpackaged: 'busybox is in no package there: leave out the data plane kvm-guest' },
    'qemu-system-x86_64': {
      unpackaged:
        'qemu-kvm has no program qemu-system-x86_64 there: leave out the data plane kvm-guest',
    },
  },
  headers: (release) => kernelPackage(release, 'devel'),
  kernel: (release) => kernelPackage(release, 'core'),
  modules: (release) => {
    const extra = `dnf install ${kernelPackage(release, 'modules-extra')}`;
    return kernelNameOf(release) === 'kernel'
      ? `${extra}, or ${kernelPackage(release, 'modules-internal')} for pktgen, which CentOS Stream has; without that package, another kernel, such as ELRepo's kernel-ml`
      : extra;
  },
  source: sourceOf,
};
