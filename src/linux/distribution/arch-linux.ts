import type { Distribution } from './distribution.js';
import { flavourOf, upstreamOf } from './release-parts.js';
import { USUAL_PACKAGES } from './tool.js';

const FLAVOURS = ['lts', 'zen', 'hardened', 'rt'];

const kernelOf = (release: string): string =>
  FLAVOURS.includes(flavourOf(release)) ? `linux-${flavourOf(release)}` : 'linux';

const AUR = 'linuxptp is not in its repositories, but in the AUR';

/** Arch Linux: always the newest kernel, and with an upgrade the running one's modules are gone. */
export const archLinux: Distribution = {
  title: 'Arch Linux',
  ids: ['arch'],
  install: ['pacman', '-S'],
  installUnasked: ['pacman', '-S', '--noconfirm'],
  tools: {
    ...USUAL_PACKAGES,
    hwstamp_ctl: { unpackaged: AUR },
    phc2sys: { unpackaged: AUR },
    phc_ctl: { unpackaged: AUR },
    pmc: { unpackaged: AUR },
    ptp4l: { unpackaged: AUR },
  },
  headers: (release) => `${kernelOf(release)}-headers`,
  kernel: kernelOf,
  modules: (release) =>
    `pacman -S ${kernelOf(release)}, and restart: an upgrade removes the modules of the running kernel`,
  source: (release) => {
    const folder = `linux-${upstreamOf(release)}`;
    return {
      trees: [`/usr/src/${folder}`],
      archives: [`/usr/src/${folder}.tar.xz`],
      get: `pkgctl repo clone ${kernelOf(release)} (package devtools), there makepkg --nobuild, and link src/${folder} in /usr/src`,
    };
  },
};
