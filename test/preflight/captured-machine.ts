import type { Host } from '../../src/host/host.js';
import type { Argv } from '../../src/model/command.js';
import { bitsPerSecond } from '../../src/model/units.js';
import { examine, type FoundByCheck } from '../../src/preflight/examine.js';
import type {
  MachineSubject,
  PortSubject,
  PtpSubject,
  RoleSubject,
} from '../../src/preflight/subject.js';
import { fixture } from '../linux/fixture.js';
import { FakeHost } from './fake-host.js';

const lines = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [path = '', value] = line.split('\t');
      return value === undefined ? [] : [[path, value]];
    }),
  );

const port = (text: string, from: RegExp, to: string): string => text.replace(from, to);

/** Two ports of a machine with e1000e, as it prints them, set as a run wants them. */
const ETHTOOL: Readonly<Record<string, string>> = {
  'ethtool eth3': fixture('settings/ethtool-e1000e.txt'),
  'ethtool -k eth3': fixture('ethtool-k.txt'),
  'ethtool -i eth3': fixture('ethtool-i.txt'),
  'ethtool -g eth3': fixture('settings/ethtool-g-e1000e.txt'),
  'ethtool -c eth3': port(
    fixture('settings/ethtool-c-e1000e.txt'),
    /^rx-usecs: \d+$/m,
    'rx-usecs: 0',
  ),
  'ethtool -a eth3': port(
    port(fixture('settings/ethtool-a-e1000e.txt'), /^RX:.*$/m, 'RX:\t\toff'),
    /^TX:.*$/m,
    'TX:\t\toff',
  ),
  'ethtool --show-eee eth3': 'EEE settings for eth3:\n\tEEE status: disabled\n',
};

const device = (name: string, more: object = {}) => ({
  ifindex: 4,
  ifname: name,
  flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
  mtu: 1500,
  link_type: 'ether',
  address: '52:54:00:00:00:03',
  addr_info: [],
  stats64: { rx: { packets: 0 } },
  ...more,
});

const DEVICES = JSON.stringify([device('eth3')]);

/** The answers of a machine without findings. */
const SOUND = {
  outputs: {
    ...ETHTOOL,
    'uname -r': '6.1.0-56-amd64\n',
    'cat /etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n',
    'cat /proc/meminfo':
      'MemTotal:        2034212 kB\nMemFree:         1534212 kB\nMemAvailable:    1734212 kB\n',
    'cat /proc/modules': 'e1000e 331776 0 - Live 0x0000000000000000\n',
    'df -Pk /run /var/cache':
      'Filesystem     1024-blocks    Used Available Capacity Mounted on\ntmpfs               203424     500    202924       1% /run\n/dev/vda1         30000000 2000000  28000000       7% /\n',
    'ip -j -d -s address show': DEVICES,
    'ip -j -d address show': DEVICES,
    'ip -j route show table all default': '[]',
    'ip -j -6 route show table all default': '[]',
    'tc -j qdisc show': '[{"kind":"mq","handle":"0:","dev":"eth3","root":true,"options":{}}]',
    'grep -m 1 ^flags /proc/cpuinfo': 'flags\t\t: fpu vme de pse tsc msr\n',
    'grep -r -s . /sys/devices/system/cpu/vulnerabilities':
      '/sys/devices/system/cpu/vulnerabilities/meltdown:Not affected\n',
  } as Readonly<Record<string, string>>,
  files: new Map([
    ...lines(fixture('settings/port-files.txt')),
    ['/sys/devices/system/clocksource/clocksource0/current_clocksource', 'tsc'],
    ['/sys/devices/system/cpu/isolated', '1'],
    ['/sys/devices/system/node/node0/cpulist', '0-3'],
    ['/proc/1/comm', 'systemd'],
    ['/proc/sys/kernel/tainted', '12288'],
    ['/proc/loadavg', '0.10 0.08 0.02 1/100 1234'],
  ]),
};

/** The differences from a machine without findings. */
export interface Defect {
  readonly outputs?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** The missing requirements, as printed by the shell program that checks them. */
  readonly missing?: string;
  /** Files that say whether modules may be loaded. */
  readonly loading?: Readonly<Record<string, string>>;
  readonly role?: Partial<RoleSubject>;
  readonly port?: Partial<PortSubject>;
  /** How far its clock is ahead, in seconds. */
  readonly ahead?: number;
  readonly emulated?: boolean;
  /** The PTP that a run starts there; absent for none. */
  readonly ptp?: PtpSubject;
}

const labelled = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .map(([path, text]) => `==> ${path} <==\n${text}\n`)
    .join('\n');

const hostOf = ({ outputs, files, missing = '', loading = {}, ahead = 0 }: Defect): Host => {
  const all: Readonly<Record<string, string>> = {
    ...SOUND.outputs,
    ...outputs,
    'date +%s.%N': `${Math.round(Date.now() / 1000) + ahead}\n`,
  };
  const tree = new Map([...SOUND.files, ...Object.entries(files ?? {})]);
  return new FakeHost(all, tree, (argv: Argv) =>
    argv[0] === 'tail' ? labelled({ '/proc/modules': '', ...loading }) : missing,
  );
};

/** The findings of every check on a machine with these defects, as a metal DUT. */
export const foundWith = (defect: Defect): Promise<readonly FoundByCheck[]> => {
  const own: PortSubject = {
    name: 'dut0',
    interface: 'eth3',
    linkSpeed: bitsPerSecond(1e9),
    ...defect.port,
  };
  const role: RoleSubject = {
    role: 'dut',
    namespace: undefined,
    cpus: [],
    ports: [own],
    ...defect.role,
  };
  const subject: MachineSubject = {
    machine: 'dut',
    roles: [role],
    requirements: [{ tools: ['ip'], modules: ['pktgen'], builds: 'napi_macvlan' }],
    emulated: defect.emulated ?? false,
    ptp: defect.ptp,
  };
  return examine(hostOf(defect), subject);
};

/** A device as `ip -j -d address` shows it, with some properties changed. */
export const deviceWith = (more: object): Readonly<Record<string, string>> => {
  const text = JSON.stringify([device('eth3', more)]);
  return { 'ip -j -d -s address show': text, 'ip -j -d address show': text };
};

/** The output of a command on a machine without findings, changed. */
export const changed = (
  command: string,
  from: RegExp,
  to: string,
): Readonly<Record<string, string>> => {
  const text = SOUND.outputs[command];
  if (text === undefined || !from.test(text))
    throw new Error(`${command} prints no ${String(from)}`);
  return { [command]: text.replace(from, to) };
};
