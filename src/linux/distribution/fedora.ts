import type { Distribution } from './distribution.js';
import { DNF, FEDORA_TOOLS, sourceRpm } from './red-hat.js';
import { upstreamOf } from './release-parts.js';

/** Fedora, whose kernels are those of kernel.org. */
export const fedora: Distribution = {
  title: 'Fedora',
  ids: ['fedora'],
  ...DNF,
  tools: FEDORA_TOOLS,
  headers: (release) => `kernel-devel-${release}`,
  kernel: (release) => `kernel-core-${release}`,
  modules: (release) =>
    `dnf install kernel-modules-extra-${release}, or kernel-modules-internal-${release} for pktgen`,
  source: (release) =>
    sourceRpm(release, [`linux-${upstreamOf(release)}.tar.xz`], `kernel-core-${release}`),
};
