import type { Distribution } from './distribution.js';
import { DNF, FEDORA_TOOLS, sourceRpm } from './red-hat.js';
import { kernelPackage } from './red-hat-kernels.js';
import { upstreamOf } from './release-parts.js';

/** Fedora, whose kernels are those of kernel.org. */
export const fedora: Distribution = {
  title: 'Fedora',
  ids: ['fedora'],
  ...DNF,
  tools: FEDORA_TOOLS,
  headers: (release) => kernelPackage(release, 'devel'),
  kernel: (release) => kernelPackage(release, 'core'),
  modules: (release) =>
    `dnf install ${kernelPackage(release, 'modules-extra')}, or ${kernelPackage(release, 'modules-internal')} for pktgen`,
  modulePackages: (release) => [
    kernelPackage(release, 'modules-extra'),
    kernelPackage(release, 'modules-internal'),
  ],
  source: (release) =>
    sourceRpm(release, [`linux-${upstreamOf(release)}.tar.xz`], kernelPackage(release, 'core')),
};
