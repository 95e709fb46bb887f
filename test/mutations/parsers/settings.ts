import { parseCoalescing } from '../../../src/linux/device/settings/coalescing.js';
import { parseChannels, parseRings } from '../../../src/linux/device/settings/limits.js';
import { parseLink } from '../../../src/linux/device/settings/link.js';
import { parsePause } from '../../../src/linux/device/settings/pause.js';
import { parseRss } from '../../../src/linux/device/settings/rss.js';
import { parseQemuVersion } from '../../../src/lab/machine/qemu-version.js';
import { parsePktgenSettings } from '../../../src/linux/pktgen/settings.js';
import { parseAttempts, parseFirstLines } from '../../../src/linux/text/attempts.js';
import { fixture } from '../../linux/fixture.js';
import type { Parser } from './parser.js';

const settings = (...names: readonly string[]): readonly string[] =>
  names.map((name) => fixture(`settings/${name}.txt`));

/** Parsers of how ports and machines are set: text of another form is no failure to them. */
export const SETTINGS: readonly Parser[] = [
  {
    name: 'linux/device/settings/coalescing.ts parseCoalescing',
    samples: settings('ethtool-c-e1000e', 'ethtool-c-virtio'),
    read: parseCoalescing,
  },
  {
    name: 'linux/device/settings/limits.ts parseRings',
    samples: settings('ethtool-g-e1000e', 'ethtool-g-vmxnet3'),
    read: parseRings,
  },
  {
    name: 'linux/device/settings/limits.ts parseChannels',
    samples: settings('ethtool-l-virtio', 'ethtool-l-vmxnet3'),
    read: parseChannels,
  },
  {
    name: 'linux/device/settings/link.ts parseLink',
    samples: settings('ethtool-e1000e', 'ethtool-8139cp', 'ethtool-virtio-down'),
    read: parseLink,
  },
  {
    name: 'linux/device/settings/pause.ts parsePause',
    samples: settings('ethtool-a-e1000e'),
    read: parsePause,
  },
  {
    name: 'linux/device/settings/rss.ts parseRss',
    samples: settings('ethtool-x-vmxnet3', 'ethtool-x-virtio'),
    read: parseRss,
  },
  {
    name: 'linux/pktgen/settings.ts parsePktgenSettings',
    samples: [fixture('pktgen-done.txt')],
    read: parsePktgenSettings,
  },
  {
    name: 'linux/text/attempts.ts parseAttempts',
    samples: ['one\n\u001d0\u001d\u001e\u001d2\u001dno such file\u001e'],
    read: (text) => parseAttempts(text, 2),
  },
  {
    name: 'linux/text/attempts.ts parseFirstLines',
    samples: settings('port-files-virtio', 'system-files'),
    read: (text) => [...parseFirstLines(text)],
  },
  {
    name: 'lab/machine/qemu-version.ts parseQemuVersion',
    samples: ['QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\n'],
    read: parseQemuVersion,
  },
];
