import type { Distribution } from './distribution.js';
import { DNF, FEDORA_TOOLS, sourceRpm } from './red-hat.js';
import { lineOf, versionOf } from './release-parts.js';
import { withoutOpenVswitch } from './tool.js';

/** Its first kernel is in packages without a line in their name, later ones have it: kernel6.12. */
const packageOf = (release: string, part = ''): string =>
  `kernel${lineOf(release) === '6.1' ? '' : lineOf(release)}${part}-${release}`;

/** Amazon Linux 2023. */
export const amazonLinux: Distribution = {
  title: 'Amazon Linux',
  ids: ['amzn'],
  ...DNF,
  tools: {
    ...FEDORA_TOOLS,
    ...withoutOpenVswitch('Open vSwitch is in no package there: leave out its data planes'),
    busybox: { unpackaged: 'busybox is in no package there: leave out the data plane kvm-guest' },
  },
  headers: (release) => packageOf(release, '-devel'),
  kernel: (release) => packageOf(release),
  modules: (release) => `dnf install ${packageOf(release, '-modules-extra')}`,
  source: (release) =>
    sourceRpm(release, [`linux-${versionOf(release)}*.tar*`], packageOf(release)),
};
