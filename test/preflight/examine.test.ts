import { describe, expect, it } from 'vitest';
import { bitsPerSecond } from '../../src/model/units.js';
import { MACHINE_CHECKS, PORT_CHECKS } from '../../src/preflight/checks/index.js';
import type { Severity } from '../../src/preflight/finding.js';
import { changed, deviceWith, foundWith, type Defect } from './captured-machine.js';

const CPU = '/sys/devices/system/cpu';
const frequency = (governor: string, noTurbo: string) => ({
  [`${CPU}/cpu0/cpufreq/scaling_driver`]: 'intel_pstate',
  [`${CPU}/cpu0/cpufreq/scaling_governor`]: governor,
  [`${CPU}/intel_pstate/no_turbo`]: noTurbo,
});

type Row = readonly [check: string, severity: Severity, found: RegExp, defect: Defect];

/** A defect of each kind, and what has to be found of it. */
const DEFECTS: readonly Row[] = [
  ['tools', 'stops', /^missing: tc, gcc$/, { missing: 'tool tc\ntool gcc\n' }],
  [
    'kernel-headers',
    'stops',
    /no headers of the running kernel 6\.1\.0-56-amd64/,
    { missing: 'headers 6.1.0-56-amd64\n' },
  ],
  [
    'kernel-line',
    'stops',
    /made for Linux 5\.15 and later, and this is 5\.14\.0-427\.el9\.x86_64, to which/,
    { outputs: { 'uname -r': '5.14.0-427.el9.x86_64\n' } },
  ],
  ['kernel-modules', 'stops', /has no module pktgen/, { missing: 'module pktgen\n' }],
  [
    'module-loading',
    'stops',
    /lockdown is integrity/,
    {
      missing: 'load napi_macvlan\n',
      loading: { '/sys/kernel/security/lockdown': 'none [integrity] confidentiality' },
    },
  ],
  [
    'module-loading',
    'stops',
    /sig_enforce is Y/,
    {
      missing: 'load napi_macvlan\n',
      loading: { '/sys/module/module/parameters/sig_enforce': 'Y' },
    },
  ],
  [
    'disk-space',
    'stops',
    /only 1 MiB are free on \/run/,
    { outputs: changed('df -Pk /run /var/cache', /202924/, '2000') },
  ],
  [
    'earlier-changes',
    'stops',
    /changes of an earlier run/,
    { files: { '/run/vrbench/ledger.ndjson': '{}' } },
  ],
  [
    'network-managers',
    'notes',
    /NetworkManager is running/,
    { files: { '/proc/300/comm': 'NetworkManager' } },
  ],
  [
    'network-managers',
    'notes',
    /lldpd is running: it sends LLDP/,
    { files: { '/proc/300/comm': 'lldpd' } },
  ],
  [
    'background-work',
    'notes',
    /running: unattended-upgr/,
    { files: { '/proc/300/comm': 'unattended-upgr' } },
  ],
  [
    'clock-source',
    'distorts',
    /its time from hpet/,
    { files: { '/sys/devices/system/clocksource/clocksource0/current_clocksource': 'hpet' } },
  ],
  ['clock-offset', 'distorts', /^its clock is 3\d{3} s ahead/, { ahead: 3600 }],
  ['clock-offset', 'distorts', /^its clock is 3\d{3} s behind/, { ahead: -3600 }],
  [
    'memory',
    'stops',
    /only 39 MiB of memory/,
    { outputs: { 'cat /proc/meminfo': 'MemAvailable:      40000 kB\n' } },
  ],
  [
    'kernel-taint',
    'distorts',
    /the kernel has warned since/,
    { files: { '/proc/sys/kernel/tainted': '512' } },
  ],
  [
    'cpu-governor',
    'distorts',
    /governor of CPUs 0 is powersave/,
    { files: frequency('powersave', '1') },
  ],
  ['turbo', 'notes', /\(turbo\)/, { files: frequency('performance', '0') }],
  [
    'idle-states',
    'distorts',
    /deep idle states: C6$/,
    {
      files: {
        [`${CPU}/cpuidle/current_driver`]: 'intel_idle',
        [`${CPU}/cpuidle/current_governor`]: 'menu',
        [`${CPU}/cpu0/cpuidle/state0/name`]: 'POLL',
        [`${CPU}/cpu0/cpuidle/state1/name`]: 'C1',
        [`${CPU}/cpu0/cpuidle/state2/name`]: 'C6',
        [`${CPU}/cpu0/cpuidle/state2/disable`]: '0',
      },
    },
  ],
  [
    'threads-of-a-core',
    'notes',
    /^CPUs 1 and 3 are threads/,
    {
      role: { cpus: [1] },
      files: {
        [`${CPU}/cpu1/topology/thread_siblings_list`]: '1,3',
        [`${CPU}/cpu3/topology/thread_siblings_list`]: '1,3',
      },
    },
  ],
  ['isolation', 'notes', /^CPUs 2 are not isolated$/, { role: { cpus: [1, 2] } }],
  [
    'mitigations',
    'notes',
    /active: retbleed$/,
    {
      outputs: {
        'grep -r -s . /sys/devices/system/cpu/vulnerabilities':
          '/sys/devices/system/cpu/vulnerabilities/retbleed:Mitigation: Enhanced IBRS\n',
      },
    },
  ],
  [
    'hypervisor',
    'distorts',
    /it is a virtual machine/,
    { outputs: changed('grep -m 1 ^flags /proc/cpuinfo', /msr/, 'msr hypervisor') },
  ],
  [
    'load-average',
    'distorts',
    /five minutes is 3\.5/,
    { files: { '/proc/loadavg': '4.00 3.50 2.00 3/200 99' } },
  ],
  ['presence', 'stops', /no network device eth9; there are eth3$/, { port: { interface: 'eth9' } }],
  [
    'carrier',
    'stops',
    /eth3 is up and has no carrier/,
    { outputs: deviceWith({ flags: ['BROADCAST', 'UP', 'NO-CARRIER'] }) },
  ],
  [
    'speed',
    'stops',
    /negotiated 1000 Mb\/s, the testbed says 10000 Mb\/s/,
    { port: { linkSpeed: bitsPerSecond(10e9) } },
  ],
  [
    'duplex',
    'stops',
    /half duplex/,
    { outputs: changed('ethtool eth3', /Duplex: Full/, 'Duplex: Half') },
  ],
  [
    'driver',
    'distorts',
    /its driver is virtio_net/,
    { files: { '/sys/class/net/eth3/device/driver/module': '/sys/module/virtio_net' } },
  ],
  ['mtu', 'distorts', /its MTU is 1280/, { outputs: deviceWith({ mtu: 1280 }) }],
  [
    'other-use',
    'stops',
    /eth3 .*192\.0\.2\.1/,
    {
      outputs: deviceWith({
        addr_info: [{ family: 'inet', local: '192.0.2.1', prefixlen: 24, scope: 'global' }],
      }),
    },
  ],
  [
    'other-use',
    'stops',
    /eth3 .*default route/,
    {
      outputs: {
        'ip -j route show table all default':
          '[{"dst":"default","gateway":"192.0.2.254","dev":"eth3"}]',
      },
    },
  ],
  ['other-use', 'stops', /eth3 .*br0/, { outputs: deviceWith({ master: 'br0' }) }],
  [
    'energy-efficient',
    'distorts',
    /Energy-Efficient Ethernet is active/,
    {
      outputs: {
        'ethtool --show-eee eth3': 'EEE settings for eth3:\n\tEEE status: enabled - active\n',
      },
    },
  ],
  [
    'interrupt-throttling',
    'distorts',
    /wait for up to 333 us/,
    { outputs: changed('ethtool -c eth3', /^rx-usecs: 0$/m, 'rx-usecs: 333') },
  ],
  [
    'interrupt-throttling',
    'distorts',
    /moderated, adaptively/,
    { outputs: changed('ethtool -c eth3', /Adaptive RX: n\/a/, 'Adaptive RX: on') },
  ],
  [
    'irqbalance',
    'distorts',
    /irqbalance is running/,
    { files: { '/proc/300/comm': 'irqbalance' } },
  ],
  ['interrupt-affinity', 'distorts', /go to CPUs other than 3$/, { role: { cpus: [3] } }],
  [
    'receive-steering',
    'distorts',
    /RPS is on for rx-0/,
    { files: { '/sys/class/net/eth3/queues/rx-0/rps_cpus': 'f' } },
  ],
  [
    'numa-node',
    'distorts',
    /at NUMA node 1, CPUs 0 are not/,
    {
      role: { cpus: [0] },
      files: {
        '/sys/class/net/eth3/device/numa_node': '1',
        '/sys/devices/system/node/node1/cpulist': '4-7',
      },
    },
  ],
  ['rings', 'notes', /256 descriptors of at most/, { role: { role: 'sink' } }],
  [
    'pause-frames',
    'distorts',
    /pause frames are received and sent/,
    {
      outputs: {
        'ethtool -a eth3': 'Pause parameters for eth3:\nAutonegotiate:\ton\nRX:\t\ton\nTX:\t\ton\n',
      },
    },
  ],
  [
    'offloads',
    'distorts',
    /large-receive-offload: on/,
    {
      outputs: changed(
        'ethtool -k eth3',
        /^large-receive-offload: off.*$/m,
        'large-receive-offload: on',
      ),
    },
  ],
  [
    'shaping',
    'distorts',
    /queueing discipline is tbf/,
    { outputs: changed('tc -j qdisc show', /"mq"/, '"tbf"') },
  ],
  [
    'shaping',
    'distorts',
    /has a clsact/,
    { outputs: changed('tc -j qdisc show', /\]$/, ',{"kind":"clsact","dev":"eth3"}]') },
  ],
  ['programs', 'distorts', /XDP/, { outputs: deviceWith({ xdp: { mode: 2, prog: { id: 8 } } }) }],
  [
    'promiscuous',
    'distorts',
    /eth3 is promiscuous/,
    { outputs: deviceWith({ flags: ['UP', 'LOWER_UP', 'PROMISC'] }) },
  ],
  [
    'connection-tracking',
    'notes',
    /nf_conntrack/,
    { outputs: { 'cat /proc/modules': 'nf_conntrack 200704 1 nft_ct, Live 0x0\n' } },
  ],
];

const OF_CPUS = ['interrupt-affinity', 'isolation'];
const ALL = [...MACHINE_CHECKS, ...PORT_CHECKS];

describe('the checks of a machine', () => {
  it('find nothing on a sound one', async () => {
    expect(await foundWith({})).toEqual([]);
  });

  it.each(DEFECTS)('%s: %s, %s', async (check, severity, found, defect) => {
    const all = await foundWith(defect);
    const [first, ...others] = all.filter((each) => each.check === check);
    expect(first).toMatchObject({ severity, found: expect.stringMatching(found) as string });
    expect(others).toEqual([]);
    // A role with CPUs of its own is astray in these, too.
    const besides = all.map((each) => each.check).filter((name) => name !== check);
    expect(besides.filter((name) => !OF_CPUS.includes(name))).toEqual([]);
    expect(defect.role?.cpus === undefined ? besides : []).toEqual([]);
  });

  it('say of each finding what it does, and of a port which it is', async () => {
    const all = (await Promise.all(DEFECTS.map(([, , , defect]) => foundWith(defect)))).flat();
    expect(all.filter(({ why }) => why.length < 10)).toEqual([]);
    const ofPorts = new Set(PORT_CHECKS.map(({ name }) => name));
    const machineWide = ['irqbalance', 'connection-tracking'];
    const unnamed = all.filter(
      ({ check, port }) => ofPorts.has(check) && !machineWide.includes(check) && port !== 'dut0',
    );
    expect(unnamed).toEqual([]);
  });

  it('have a defect each here, a name of their own, and a text', () => {
    const shown = new Set(DEFECTS.map(([check]) => check));
    // Needs two ports, and queues that e1000e has not: in tests of their own.
    const elsewhere = ['addresses', 'channels'];
    expect(ALL.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual(elsewhere);
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    expect(ALL.filter(({ about }) => about.length < 60)).toEqual([]);
  });

  it('put what stops a run first', async () => {
    const all = await foundWith({
      missing: 'tool tc\n',
      files: { '/proc/300/comm': 'NetworkManager', '/proc/sys/kernel/tainted': '512' },
    });
    expect(all.map(({ severity }) => severity)).toEqual(['stops', 'distorts', 'notes']);
  });

  it('leave out of a lab what only metal has', async () => {
    const { length } = await foundWith({ emulated: true, files: frequency('performance', '0') });
    expect(length).toBe(0);
  });
});
