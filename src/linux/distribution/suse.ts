import type { Distribution } from './distribution.js';
import { flavourOf } from './release-parts.js';
import { USUAL_PACKAGES } from './tool.js';

const kernelOf = (release: string): string => `kernel-${flavourOf(release) || 'default'}`;

/** openSUSE Leap and Tumbleweed, SUSE Linux Enterprise. */
export const suse: Distribution = {
  title: 'SUSE',
  ids: [
    ...['suse', 'opensuse', 'opensuse-leap', 'opensuse-tumbleweed', 'opensuse-slowroll'],
    ...['sles', 'sled', 'sle_hpc', 'sles_sap', 'sl-micro', 'opensuse-leap-micro'],
  ],
  install: ['zypper', 'install'],
  installUnasked: ['zypper', '--non-interactive', 'install'],
  tools: { ...USUAL_PACKAGES, 'qemu-system-x86_64': 'qemu-x86', ssh: 'openssh-clients' },
  headers: (release) => `${kernelOf(release)}-devel`,
  kernel: kernelOf,
  modules: (release) => `zypper install ${kernelOf(release)} ${kernelOf(release)}-optional`,
  source: (release) => {
    const version = release.replace(/-[a-z][a-z_]*$/, '');
    return {
      trees: [`/usr/src/linux-${version}`],
      archives: [],
      package: 'kernel-source',
      get: `zypper install kernel-source, of the running kernel's version (${version}); on SUSE Linux Enterprise it is in the module for development tools`,
    };
  },
};
