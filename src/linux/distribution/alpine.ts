import type { Distribution } from './distribution.js';
import { flavourOf, lineOf, upstreamOf } from './release-parts.js';
import { USUAL_PACKAGES } from './tool.js';

const kernelOf = (release: string): string => `linux-${flavourOf(release) || 'lts'}`;

/** Alpine Linux, whose default tools are those of busybox and lack options used here. */
export const alpine: Distribution = {
  title: 'Alpine Linux',
  ids: ['alpine', 'postmarketos'],
  install: ['apk', 'add'],
  installUnasked: ['apk', 'add', '--no-interactive'],
  refresh: ['apk', 'update'],
  tools: {
    ...USUAL_PACKAGES,
    flock: 'flock',
    gcc: 'build-base',
    ldd: 'musl-utils',
    'qemu-system-x86_64': 'qemu-system-x86_64',
    setpriv: 'setpriv',
    setsid: 'util-linux-misc',
    ssh: 'openssh-client',
    taskset: 'util-linux-misc',
  },
  headers: (release) => `${kernelOf(release)}-dev`,
  kernel: kernelOf,
  modules: () => 'apk add linux-lts; the flavour virt leaves some out',
  source: (release) => {
    const folders = [`linux-${upstreamOf(release)}`, `linux-${lineOf(release)}`];
    return {
      trees: folders.map((folder) => `/usr/src/${folder}`),
      archives: folders.map((folder) => `/usr/src/${folder}.tar.xz`),
      get: `no package has it: abuild unpack (package alpine-sdk) in main/${kernelOf(release)} of aports, and link src/linux-${lineOf(release)} in /usr/src`,
    };
  },
};
