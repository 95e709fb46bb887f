import { parseDriver, parseFeatures } from '../../../src/linux/device/ethtool.js';
import { parseLinkSpeeds } from '../../../src/linux/device/link-speed.js';
import { parseRps } from '../../../src/linux/device/rps.js';
import { parseLinkStatistic } from '../../../src/linux/device/statistics.js';
import { removalProblems } from '../../../src/linux/ip/batch.js';
import { parseLinks } from '../../../src/linux/ip/link.js';
import { parseBuildErrors, parseFailedHunks } from '../../../src/linux/kernel/build-output.js';
import { parseLoadedModules, parseShowDepends } from '../../../src/linux/kernel/modules.js';
import { parseUname } from '../../../src/linux/kernel/release.js';
import { parseSysctls } from '../../../src/linux/kernel/sysctl.js';
import { containerKind } from '../../../src/linux/machine/container.js';
import { parseCpuList } from '../../../src/linux/machine/cpu-list.js';
import { parseCpuinfo, parseMemoryTotal } from '../../../src/linux/machine/hardware.js';
import { parsePauseSettings } from '../../../src/linux/device/settings/pause.js';
import { parseFreeSpace } from '../../../src/linux/machine/free-space.js';
import { parseInterrupts } from '../../../src/linux/machine/interrupts.js';
import { parseNodes } from '../../../src/linux/machine/numa.js';
import { parseQdiscKinds } from '../../../src/linux/tc/qdisc-kinds.js';
import { parseRootQdisc } from '../../../src/linux/tc/root-qdisc.js';
import { parseOsRelease } from '../../../src/linux/machine/os-release.js';
import { parseProcessors } from '../../../src/linux/machine/processors.js';
import { parseVulnerabilities } from '../../../src/linux/machine/vulnerabilities.js';
import { parseClockReading } from '../../../src/linux/machine/wall-clock.js';
import { filteredDevices } from '../../../src/linux/tc/filter.js';
import { parseFilterDrops, parseRootDrops } from '../../../src/linux/tc/qdisc.js';
import { parseBatch } from '../../../src/linux/text/batch.js';
import { parseLabelledFiles } from '../../../src/linux/text/labelled-files.js';
import { fixture } from '../../linux/fixture.js';
import { captured } from './captured.js';
import type { Parser } from './parser.js';

const DEVICES = ['eth0', 'eth1', 'eth2', 'lo'];
const PCI = '/sys/devices/pci0000:00/0000:00:03.0';
const THROTTLED = '/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count:3\n';
const SETTINGS = ['net/ipv4/ip_forward', 'net/core/netdev_max_backlog'];
const sysctl = SETTINGS.map((key, index) => `/proc/sys/${key}:${index}\n`).join('');

const PARSERS: readonly Parser[] = [
  {
    name: 'device/ethtool.ts parseDriver',
    samples: [fixture('ethtool-i.txt')],
    read: (text) => parseDriver(text),
  },
  {
    name: 'device/ethtool.ts parseFeatures',
    samples: [fixture('ethtool-k.txt')],
    read: (text) => [...parseFeatures(text)],
  },
  {
    name: 'device/link-speed.ts parseLinkSpeeds',
    samples: [`eth1 physical 1000 ${PCI}\neth2 virtual -1 ${PCI}\n`],
    read: (text) => parseLinkSpeeds(text),
  },
  {
    name: 'device/rps.ts parseRps',
    samples: ['/sys/class/net/eth1/queues/rx-0/rps_cpus:00000000,00000003\n'],
    read: parseRps,
  },
  {
    name: 'device/statistics.ts parseLinkStatistic',
    samples: ['1234567\n'],
    read: (text) => parseLinkStatistic(text, 'rx_packets'),
  },
  {
    name: 'ip/batch.ts removalProblems',
    samples: [
      'RTNETLINK answers: No such process\nCommand failed -:3\nCannot find device "x"\nCommand failed -:4\n',
    ],
    read: removalProblems,
  },
  {
    name: 'ip/link.ts parseLinks',
    samples: [fixture('ip-link.json'), fixture('ip-link-namespace.json')],
    read: (text) => {
      const links = parseLinks(text);
      return [...links.names, ...DEVICES].map((name) => links.of(name));
    },
  },
  {
    name: 'kernel/build-output.ts parseBuildErrors',
    samples: [captured('kernel-module/make-undeclared-function.txt')],
    read: (text) => parseBuildErrors(text),
  },
  {
    name: 'kernel/build-output.ts parseFailedHunks',
    samples: [captured('kernel-module/patch-two-hunks.txt')],
    read: (text) => parseFailedHunks(text),
  },
  {
    name: 'kernel/modules.ts parseLoadedModules',
    samples: [captured('kernel-module/proc-modules.txt')],
    read: (text) => [...parseLoadedModules(text)],
  },
  {
    name: 'kernel/modules.ts parseShowDepends',
    samples: [captured('kernel-module/show-depends-macvtap.txt')],
    read: (text) => parseShowDepends(text),
  },
  {
    name: 'kernel/release.ts parseUname',
    samples: [fixture('uname.txt')],
    read: (text) => parseUname(text),
  },
  {
    name: 'kernel/sysctl.ts parseSysctls',
    samples: [sysctl],
    read: (text) => parseSysctls(SETTINGS, text),
  },
  {
    name: 'machine/container.ts containerKind',
    samples: ['==> /run/systemd/container <==\ndocker\n'],
    read: (text) => containerKind(parseLabelledFiles(text)),
  },
  {
    name: 'machine/free-space.ts parseFreeSpace',
    samples: [
      'Filesystem 1024-blocks Used Available Capacity Mounted on\ntmpfs 203424 500 202924 1% /run\n',
    ],
    read: parseFreeSpace,
  },
  {
    name: 'machine/numa.ts parseNodes',
    samples: ['0-3,8', ''],
    read: (text) => parseNodes(new Map([['/sys/devices/system/node/node0/cpulist', text]])),
  },
  {
    name: 'tc/qdisc-kinds.ts parseQdiscKinds',
    samples: [fixture('tc-qdisc.json')],
    read: parseQdiscKinds,
  },
  {
    name: 'tc/root-qdisc.ts parseRootQdisc',
    samples: [fixture('tc-qdisc.json')],
    read: parseRootQdisc,
  },
  {
    name: 'device/settings/pause.ts parsePauseSettings',
    samples: [fixture('settings/ethtool-a-e1000e.txt')],
    read: parsePauseSettings,
  },
  {
    name: 'machine/interrupts.ts parseInterrupts',
    samples: ['eth1 34 0-3 eth1-TxRx-0\neth2 40 1,3 eth2\n'],
    read: parseInterrupts,
  },
  {
    name: 'machine/cpu-list.ts parseCpuList',
    samples: ['0-2,5,8-9\n', '0\n'],
    read: (text) => parseCpuList(text),
  },
  {
    name: 'machine/hardware.ts parseCpuinfo',
    samples: [fixture('cpuinfo-two-cpus.txt')],
    read: (text) => parseCpuinfo(text),
  },
  {
    name: 'machine/hardware.ts parseMemoryTotal',
    samples: ['MemTotal:        8123456 kB\nMemFree:  123 kB\n'],
    read: (text) => parseMemoryTotal(text),
  },
  {
    name: 'machine/os-release.ts parseOsRelease',
    samples: ['NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos"\n'],
    read: parseOsRelease,
  },
  {
    name: 'machine/processors.ts parseProcessors',
    samples: [fixture('proc-stat-busy.txt') + THROTTLED],
    read: (text) => parseProcessors(text),
  },
  {
    name: 'machine/vulnerabilities.ts parseVulnerabilities',
    samples: [fixture('vulnerabilities.txt')],
    read: parseVulnerabilities,
  },
  {
    name: 'machine/wall-clock.ts parseClockReading',
    samples: ['1795530544.731743\n'],
    read: (text) => parseClockReading(text),
  },
  {
    name: 'tc/filter.ts filteredDevices',
    samples: [fixture('tc-qdisc.json')],
    read: (text) => filteredDevices(text),
  },
  {
    name: 'tc/qdisc.ts parseRootDrops',
    samples: [fixture('tc-qdisc-drops.json'), fixture('tc-qdisc.json')],
    read: (text) => DEVICES.map((device) => parseRootDrops(text).of(device)),
  },
  {
    name: 'tc/qdisc.ts parseFilterDrops',
    samples: [fixture('tc-qdisc-drops.json'), fixture('tc-qdisc.json')],
    read: (text) => DEVICES.map((device) => parseFilterDrops(text).of(device)),
  },
  {
    name: 'text/batch.ts parseBatch',
    samples: ['one\n\u001etwo\n\u001e'],
    read: (text) => parseBatch(text, 2),
  },
  {
    name: 'text/labelled-files.ts parseLabelledFiles',
    samples: [fixture('proc-files.txt')],
    read: (text) => [...parseLabelledFiles(text)],
  },
];

/** Parsers of what a kernel and its tools print, those of packet counters apart. */
export const LINUX: readonly Parser[] = PARSERS.map((parser) => ({
  ...parser,
  name: `linux/${parser.name}`,
}));
