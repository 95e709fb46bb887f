import { APT, DEBIAN_TOOLS, linuxSource } from './debian.js';
import type { Distribution } from './distribution.js';
import { lineOf } from './release-parts.js';

/** `v8`, `2712`: what the release ends with, of 6.6.51+rpt-rpi-v8. */
const boardOf = (release: string): string => /-rpi-(\w+)$/.exec(release)?.[1] ?? 'v8';

/** Raspberry Pi OS: its os-release says Debian, but it has its own kernels. */
export const raspberryPiOs: Distribution = {
  title: 'Raspberry Pi OS',
  ids: ['raspbian'],
  kernels: /\+rpt-rpi-/,
  ...APT,
  tools: {
    ...DEBIAN_TOOLS,
    mokutil: { unpackaged: 'a Raspberry Pi has no Secure Boot for mokutil to manage' },
  },
  headers: (release) => `linux-headers-${release}`,
  kernel: (release) => `linux-image-rpi-${boardOf(release)}`,
  modules: (release) => `apt-get install linux-image-rpi-${boardOf(release)}`,
  source: (release) => linuxSource(lineOf(release)),
};
