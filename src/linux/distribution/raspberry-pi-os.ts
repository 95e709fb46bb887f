import { APT, DEBIAN_TOOLS, linuxSource } from './debian.js';
import type { Distribution, PackagedSource } from './distribution.js';
import { lineOf } from './release-parts.js';

/** `v8`, `2712`: the end of the release, here of 6.6.51+rpt-rpi-v8. */
const boardOf = (release: string): string => /-rpi-(\w+)$/.exec(release)?.[1] ?? 'v8';

/** Up to version 11, one package has the kernels of all boards: 6.1.21-v8+. */
const OLD_KERNELS = /-v\d+l?\+$/;

const kernelOf = (release: string): string =>
  OLD_KERNELS.test(release) ? 'raspberrypi-kernel' : `linux-image-rpi-${boardOf(release)}`;

const sourceOf = (release: string): PackagedSource => {
  const line = lineOf(release);
  const packaged = linuxSource(line);
  if (!OLD_KERNELS.test(release)) return packaged;
  const get = `no package has it: put branch rpi-${line}.y of raspberrypi/linux in /usr/src/linux-source-${line}`;
  return { ...packaged, package: undefined, get };
};

/** Raspberry Pi OS: Debian, by its os-release, with kernels of its own. */
export const raspberryPiOs: Distribution = {
  title: 'Raspberry Pi OS',
  ids: ['raspbian'],
  kernels: /\+rpt-rpi-|-v\d+l?\+$/,
  ...APT,
  tools: {
    ...DEBIAN_TOOLS,
    mokutil: { unpackaged: 'a Raspberry Pi has no Secure Boot for mokutil to manage' },
  },
  headers: (release) =>
    OLD_KERNELS.test(release) ? 'raspberrypi-kernel-headers' : `linux-headers-${release}`,
  kernel: kernelOf,
  modules: (release) => `apt-get install ${kernelOf(release)}`,
  source: sourceOf,
};
