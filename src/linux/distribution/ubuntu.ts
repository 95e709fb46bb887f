import { APT, DEBIAN_TOOLS } from './debian.js';
import type { Distribution } from './distribution.js';
import { versionOf } from './release-parts.js';

/** Ubuntu: kernels of a release (5.15 of 22.04, 6.8 of 24.04), and newer ones of hardware enablement. */
export const ubuntu: Distribution = {
  title: 'Ubuntu',
  ids: ['ubuntu'],
  ...APT,
  tools: DEBIAN_TOOLS,
  headers: (release) => `linux-headers-${release}`,
  kernel: (release) => `linux-image-${release}`,
  modules: (release) => `apt-get install linux-modules-extra-${release}`,
  modulePackages: (release) => [`linux-modules-extra-${release}`],
  // The archive is in a separate folder, with a link to it in /usr/src.
  source: (release) => {
    const name = `linux-source-${versionOf(release)}`;
    return {
      trees: [`/usr/src/${name}`, `/usr/src/${name}/${name}`],
      archives: [`/usr/src/${name}.tar.bz2`, `/usr/src/${name}/${name}.tar.bz2`],
      package: name,
      get: `apt-get install ${name}; for a kernel without that package (HWE, OEM, clouds): apt-get source linux-image-unsigned-${release}, with deb-src in the sources of apt`,
    };
  },
};
