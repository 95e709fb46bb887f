import type { Distribution, PackagedSource } from './distribution.js';
import { lineOf } from './release-parts.js';
import { openVswitchIn, USUAL_PACKAGES, type ToolPackages } from './tool.js';

/** Packages of Debian and its derivatives. */
export const DEBIAN_TOOLS: ToolPackages = {
  ...USUAL_PACKAGES,
  ldd: 'libc-bin',
  'linux.uml': 'user-mode-linux',
  ...openVswitchIn('openvswitch-switch'),
  ssh: 'openssh-client',
  xz: 'xz-utils',
};

/** How Debian and its derivatives install packages. */
export const APT: Pick<Distribution, 'install' | 'installUnasked' | 'refresh'> = {
  install: ['apt-get', 'install'],
  installUnasked: ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '--yes'],
  refresh: ['apt-get', 'update'],
};

/** The architecture that ends a release: amd64 of 6.1.0-56-cloud-amd64. */
const architectureOf = (release: string): string =>
  /-(amd64|arm64|armmp|armmp-lpae|686|686-pae|ppc64el|powerpc64le|riscv64|s390x)$/.exec(
    release,
  )?.[1] ?? 'amd64';

/** Contents of Debian's package linux-source-X.Y, as an archive or unpacked manually. */
export const linuxSource = (line: string): PackagedSource => ({
  trees: [`/usr/src/linux-source-${line}`],
  archives: [`/usr/src/linux-source-${line}.tar.xz`],
  package: `linux-source-${line}`,
  get: `apt-get install linux-source-${line}`,
});

/** Debian 12, Linux 6.1; Debian 13, Linux 6.12; kernels of backports. */
export const debian: Distribution = {
  title: 'Debian',
  ids: ['debian'],
  ...APT,
  tools: DEBIAN_TOOLS,
  headers: (release) => `linux-headers-${release}`,
  kernel: (release) => `linux-image-${architectureOf(release)}`,
  modules: (release) =>
    `apt-get install linux-image-${architectureOf(release)}; other flavours leave some out`,
  source: (release) => linuxSource(lineOf(release)),
};
