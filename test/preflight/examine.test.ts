import { describe, expect, it } from 'vitest';
import { bitsPerSecond } from '../../src/model/units.js';
import { MACHINE_CHECKS, PORT_CHECKS } from '../../src/preflight/checks/index.js';
import type { Severity } from '../../src/preflight/finding.js';
import { fixture } from '../linux/fixture.js';
import type { RoleSubject } from '../../src/preflight/subject.js';
import { changed, deviceWith, foundWith, type Defect } from './captured-machine.js';

const CPU = '/sys/devices/system/cpu';
const frequency = (governor: string, noTurbo: string) => ({
  [`${CPU}/cpu0/cpufreq/scaling_driver`]: 'intel_pstate',
  [`${CPU}/cpu0/cpufreq/scaling_governor`]: governor,
  [`${CPU}/intel_pstate/no_turbo`]: noTurbo,
});

const BY_GCC_12 =
  'Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC\n';
const BY_CLANG =
  'Linux version 6.6.8 (builder@host) (ClangBuiltLinux clang version 17.0.6, LLD 17.0.6) #1 SMP\n';

const rssTable = (...queues: readonly number[]): string =>
  [
    'RX flow hash indirection table for eth3 with 4 RX ring(s):',
    `    0:  ${queues.map((queue) => `    ${queue}`).join(' ')}`,
    'RSS hash key:',
    'Operation not supported',
  ].join('\n');

const PTP = { role: 'sink', interface: 'eth9', stamping: 'software' } as const;
const ASK_STAMPS = 'ethtool -T eth9';
const STAMPS = { [ASK_STAMPS]: fixture('ptp/ethtool-T-veth.txt') };
const NIC_STAMPS =
  'hardware-transmit\nhardware-receive\nhardware-raw-clock\nPTP Hardware Clock: 1\n';

type Row = readonly [check: string, severity: Severity, found: RegExp, defect: Defect];

/** A defect of each kind, and the expected finding. */
const DEFECTS: readonly Row[] = [
  ['tools', 'stops', /^missing: tc, gcc$/, { missing: 'tool tc\ntool gcc\n' }],
  [
    'tools',
    'stops',
    /^missing: coreutils$/,
    {
      // Without it the files that restrict module loading cannot be read.
      missing: 'tool coreutils\nload napi_macvlan\n',
      loading: { '/sys/kernel/security/lockdown': 'none [integrity] confidentiality' },
    },
  ],
  [
    'kernel-headers',
    'stops',
    /headers of the running kernel 6\.1\.0-56-amd64 are missing/,
    { missing: 'headers 6.1.0-56-amd64\n' },
  ],
  [
    'kernel-line',
    'stops',
    /made for Linux 5\.15 and later, and this is 5\.14\.0-427\.el9\.x86_64, which Red Hat has/,
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
    'secure-boot',
    'notes',
    /Secure Boot is on/,
    { outputs: { 'mokutil --sb-state': 'SecureBoot enabled\n' } },
  ],
  [
    'compiler',
    'notes',
    /compiled by gcc 12, but modules would be by gcc 14$/,
    { outputs: { 'cat /proc/version': BY_GCC_12, 'gcc -dumpversion': '14\n' } },
  ],
  [
    'compiler',
    'notes',
    /compiled by clang 17, but modules would be by gcc 14$/,
    { outputs: { 'cat /proc/version': BY_CLANG, 'gcc -dumpversion': '14\n' } },
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
    // The daemon of openSUSE; wicked is the client.
    'network-managers',
    'notes',
    /wickedd is running/,
    { files: { '/proc/300/comm': 'wickedd' } },
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
    /clock source is hpet/,
    { files: { '/sys/devices/system/clocksource/clocksource0/current_clocksource': 'hpet' } },
  ],
  ['clock-offset', 'distorts', /^its clock is 3\d{3} s ahead/, { ahead: 3600 }],
  ['clock-offset', 'distorts', /^its clock is 3\d{3} s behind/, { ahead: -3600 }],
  [
    'clock-daemons',
    'distorts',
    /^chronyd is running$/,
    { ptp: PTP, outputs: STAMPS, files: { '/proc/77/comm': 'chronyd' } },
  ],
  [
    'clock-daemons',
    'notes',
    /^systemd-timesyn is running$/,
    {
      ptp: { ...PTP, role: 'generator' },
      outputs: STAMPS,
      files: { '/proc/77/comm': 'systemd-timesyn' },
    },
  ],
  ['ptp-stamping', 'stops', /^ethtool -T eth9 fails$/, { ptp: PTP }],
  [
    'ptp-stamping',
    'stops',
    /^eth9 has no PTP hardware clock/,
    { ptp: { ...PTP, stamping: 'hardware' }, outputs: STAMPS },
  ],
  [
    'ptp-stamping',
    'notes',
    /^eth9 has a PTP hardware clock, which is not used$/,
    { ptp: PTP, outputs: { [ASK_STAMPS]: `${STAMPS[ASK_STAMPS]}${NIC_STAMPS}` } },
  ],
  [
    'memory',
    'stops',
    /only 39 MiB of memory/,
    { outputs: { 'cat /proc/meminfo': 'MemAvailable:      40000 kB\n' } },
  ],
  [
    'kernel-taint',
    'distorts',
    /the kernel issued a warning since/,
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
    'isolation',
    'notes',
    /^the timer tick interrupts CPUs 1,/,
    { role: { cpus: [1] }, files: { [`${CPU}/nohz_full`]: '' } },
  ],
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
    'presence',
    'stops',
    /^enp3s0f0np0 is an alternative name of eth3$/,
    {
      outputs: deviceWith({ altnames: ['enp3s0f0np0'] }),
      port: { interface: 'enp3s0f0np0' },
    },
  ],
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
  [
    'unread-settings',
    'notes',
    /not read: the link of eth3, which is down/,
    { outputs: deviceWith({ flags: ['BROADCAST', 'MULTICAST'] }) },
  ],
  [
    'unread-settings',
    'notes',
    /ethtool eth3 shows no speed of the link/,
    { outputs: changed('ethtool eth3', /Speed: .*/, 'Speed: Unknown!') },
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
    'unicast-filters',
    'notes',
    /\(e1000e\) has at most 14 more entries, the run adds 256$/,
    { role: { addressesPerPort: 256 } },
  ],
  [
    'unread-settings',
    'notes',
    /^not read: ethtool -a eth3: no such value in its output$/,
    { outputs: { 'ethtool -a eth3': 'Pause parameters for eth3:\n' } },
  ],
  [
    'interrupt-throttling',
    'distorts',
    /delayed by up to 333 us/,
    { outputs: changed('ethtool -c eth3', /^rx-usecs: 0$/m, 'rx-usecs: 333') },
  ],
  [
    'interrupt-throttling',
    'distorts',
    /adaptive interrupt moderation is on/,
    { outputs: changed('ethtool -c eth3', /Adaptive RX: n\/a/, 'Adaptive RX: on') },
  ],
  [
    'interrupt-throttling',
    'distorts',
    /delayed by a time that the driver adapts \(its mode 3\)/,
    { outputs: changed('ethtool -c eth3', /^rx-usecs: 0$/m, 'rx-usecs: 3') },
  ],
  [
    'irqbalance',
    'distorts',
    /irqbalance is running/,
    { files: { '/proc/300/comm': 'irqbalance' } },
  ],
  ['interrupt-affinity', 'distorts', /go to CPUs other than 3$/, { role: { cpus: [3] } }],
  [
    'interrupt-affinity',
    'distorts',
    // 28 still went to CPU 0 when it last fired, and goes to CPU 1 from the next time on; with 29 it is the reverse.
    /^interrupts 29 \(eth3\) go to CPUs other than 1$/,
    {
      role: { cpus: [1] },
      files: {
        '/proc/irq/28/smp_affinity_list': '1',
        '/proc/irq/28/effective_affinity_list': '0',
        '/proc/irq/29/smp_affinity_list': '0',
        '/proc/irq/29/effective_affinity_list': '1',
      },
    },
  ],
  [
    'receive-steering',
    'distorts',
    /RPS is on for rx-0/,
    { files: { '/sys/class/net/eth3/queues/rx-0/rps_cpus': 'f' } },
  ],
  [
    'transmit-steering',
    'notes',
    /^CPUs 0, 1 use tx-0 only, of 2 transmit queues/,
    {
      role: { cpus: [0, 1] },
      files: {
        '/sys/class/net/eth3/queues/tx-0/': '',
        '/sys/class/net/eth3/queues/tx-0/xps_cpus': '3',
        '/sys/class/net/eth3/queues/tx-1/': '',
        '/sys/class/net/eth3/queues/tx-1/xps_cpus': '0',
      },
    },
  ],
  [
    'flow-spreading',
    'notes',
    /^received frames go to 1 of its 4 receive queues$/,
    { outputs: { 'ethtool -x eth3': rssTable(0, 0, 0, 0, 0, 0, 0, 0) } },
  ],
  [
    'flow-spreading',
    'notes',
    /unequal shares of the RSS table: 5, 1, 1, 1$/,
    { outputs: { 'ethtool -x eth3': rssTable(0, 0, 0, 0, 0, 1, 2, 3) } },
  ],
  [
    'numa-node',
    'distorts',
    /on NUMA node 1, CPUs 0 are not/,
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
    // As tcpdump makes it: the flag is not shown.
    'promiscuous',
    'distorts',
    /eth3 is promiscuous/,
    { outputs: deviceWith({ promiscuity: 1 }) },
  ],
  [
    'connection-tracking',
    'notes',
    /nf_conntrack/,
    { outputs: { 'cat /proc/modules': 'nf_conntrack 200704 1 nft_ct, Live 0x0\n' } },
  ],
  [
    'forward-policy',
    'distorts',
    /^the policy of the chain ip filter FORWARD is drop$/,
    {
      outputs: {
        'find /sys/module/nf_tables -maxdepth 0 -exec nft list chains ;': fixture('nft-chains.txt'),
      },
    },
  ],
  [
    'forward-policy',
    'distorts',
    /^firewalld is running$/,
    { files: { '/proc/300/comm': 'firewalld' } },
  ],
];

const OF_CPUS = ['interrupt-affinity', 'isolation'];
const ALL = [...MACHINE_CHECKS, ...PORT_CHECKS];

describe('the checks of a machine', () => {
  it('find nothing on a machine without defects', async () => {
    expect(await foundWith({})).toEqual([]);
  });

  it.each<readonly [string, Defect]>([
    ['an RSS table that is even', { outputs: { 'ethtool -x eth3': rssTable(0, 1, 2, 3, 0, 1) } }],
    [
      "the kernel's gcc in addition to another one",
      {
        outputs: {
          'cat /proc/version': BY_GCC_12,
          'gcc -dumpversion': '14\n',
          'find /usr/bin -name gcc-[0-9]*':
            '/usr/bin/gcc-ar-12\n/usr/bin/gcc-12\n/usr/bin/gcc-14\n',
        },
      },
    ],
    [
      'a tenth of 512 MiB for /run, as on small machines',
      { outputs: changed('df -Pk /run /var/cache', /202924/, '50000') },
    ],
    ['Secure Boot that is off', { outputs: { 'mokutil --sb-state': 'SecureBoot disabled\n' } }],
    [
      'the idle states of a guest',
      {
        files: {
          [`${CPU}/cpuidle/current_driver`]: 'haltpoll',
          [`${CPU}/cpuidle/current_governor`]: 'haltpoll',
          [`${CPU}/cpu0/cpuidle/state0/name`]: 'POLL',
          [`${CPU}/cpu0/cpuidle/state1/name`]: 'haltpoll idle',
        },
      },
    ],
    ['as many addresses as the filter takes', { role: { addressesPerPort: 14 } }],
  ])('find nothing in %s', async (_what, defect) => {
    expect(await foundWith(defect)).toEqual([]);
  });

  it.each(DEFECTS)('%s: %s, %s', async (check, severity, found, defect) => {
    const all = await foundWith(defect);
    const [first, ...others] = all.filter((each) => each.check === check);
    expect(first).toMatchObject({ severity, found: expect.stringMatching(found) as string });
    expect(others).toEqual([]);
    // In these, interrupts are also on CPUs outside the role's.
    const besides = all.map((each) => each.check).filter((name) => name !== check);
    expect(besides.filter((name) => !OF_CPUS.includes(name))).toEqual([]);
    expect(defect.role?.cpus === undefined ? besides : []).toEqual([]);
  });

  it('give the effect of each finding, and the port it is about', async () => {
    const all = (await Promise.all(DEFECTS.map(([, , , defect]) => foundWith(defect)))).flat();
    expect(all.filter(({ why }) => why.length < 10)).toEqual([]);
    const ofPorts = new Set(PORT_CHECKS.map(({ name }) => name));
    const machineWide = ['irqbalance', 'connection-tracking', 'forward-policy'];
    const unnamed = all.filter(
      ({ check, port }) => ofPorts.has(check) && !machineWide.includes(check) && port !== 'dut0',
    );
    expect(unnamed).toEqual([]);
  });

  it('each have a defect here, a unique name, and a text', () => {
    const shown = new Set(DEFECTS.map(([check]) => check));
    // These need two ports, or queues that e1000e does not have, and have separate tests.
    const elsewhere = ['addresses', 'channels'];
    expect(ALL.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual(elsewhere);
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    expect(ALL.filter(({ about }) => about.length < 60)).toEqual([]);
  });

  it('report findings about an unused port as notes, and stop if it is missing', async () => {
    const outputs = deviceWith({ flags: ['BROADCAST', 'UP', 'NO-CARRIER'], mtu: 1280 });
    const found = await foundWith({ outputs, port: { unused: true } });
    expect(found.map(({ check, severity }) => [check, severity])).toEqual([
      ['carrier', 'notes'],
      ['mtu', 'notes'],
    ]);
    expect(found[0]?.why).toMatch(/; this playbook does not use the port$/);
    const gone = await foundWith({ port: { interface: 'eth9', unused: true } });
    expect(gone.map(({ severity }) => severity)).toEqual(['stops']);
  });

  it('name commands that the driver and the distribution have', async () => {
    const fixOf = async (check: string, defect: Defect) =>
      (await foundWith(defect)).find((each) => each.check === check)?.fix;
    const module = '/sys/class/net/eth3/device/driver/module';
    const pause = changed('ethtool -a eth3', /^RX:.*$/m, 'RX:\t\ton');
    expect(await fixOf('pause-frames', { outputs: pause })).toBe(
      'ethtool -A eth3 autoneg off rx off tx off',
    );
    const ice = { outputs: pause, files: { [module]: '/sys/module/ice' } };
    expect(await fixOf('pause-frames', ice)).toBe('ethtool -A eth3 rx off tx off');

    const coalescing = changed(
      'ethtool -c eth3',
      /^rx-usecs: 0\nrx-frames: n\/a$/m,
      'rx-usecs: 20\nrx-frames: 5',
    );
    expect(await fixOf('interrupt-throttling', { outputs: coalescing })).toBe(
      'ethtool -C eth3 rx-usecs 0 rx-frames 1',
    );

    const halves = (receive: string, combined: string) =>
      `RX:\t\t${receive}\nTX:\t\t1\nOther:\t\t0\nCombined:\t${combined}\n`;
    const queues = (receive: string, combined: string): Defect => ({
      outputs: {
        'ethtool -l eth3': `Channel parameters for eth3:\nPre-set maximums:\n${halves(receive, combined)}Current hardware settings:\n${halves(receive, combined)}`,
      },
      role: { cpus: [1] },
    });
    expect(await fixOf('channels', queues('n/a', '8'))).toBe('ethtool -L eth3 combined 1');
    expect(await fixOf('channels', queues('4', 'n/a'))).toBe('ethtool -L eth3 rx 1');
    expect(await fixOf('channels', queues('4', '0'))).toBe('ethtool -L eth3 rx 1');

    expect(await fixOf('other-use', { outputs: deviceWith({ master: 'bond0' }) })).toMatch(
      /free this one: ip link set dev eth3 nomaster$/,
    );
    const address = { family: 'inet', local: '192.0.2.1', prefixlen: 24, scope: 'global' };
    expect(await fixOf('other-use', { outputs: deviceWith({ addr_info: [address] }) })).toMatch(
      /free this one: ip address flush dev eth3$/,
    );

    const idle = `${CPU}/cpu0/cpuidle`;
    const states = ['POLL', 'C1', 'C1E', 'C6', 'C10'].map(
      (name, state) => [`${idle}/state${state}/name`, name] as const,
    );
    const deep = {
      [`${CPU}/cpuidle/current_driver`]: 'intel_idle',
      [`${CPU}/cpuidle/current_governor`]: 'menu',
      ...Object.fromEntries(states),
    };
    expect(await fixOf('idle-states', { files: deep })).toBe(
      'echo 1 | tee /sys/devices/system/cpu/cpu[0-9]*/cpuidle/state[34]/disable',
    );
  });

  it('report settings that runs make themselves as notes', async () => {
    const outputs = changed('ethtool -a eth3', /^RX:.*$/m, 'RX:\t\ton');
    const during = async (duringRuns: RoleSubject['duringRuns']) =>
      (await foundWith({ outputs, role: { duringRuns } })).map(({ severity }) => severity);
    expect(await during({ pause: false })).toEqual(['notes']);
    expect(await during({ pause: true })).toEqual(['distorts']);
  });

  it('do not judge ports that could not be read', async () => {
    const oldTool = 'Option "-j" is unknown, try "ip -help".';
    const devices = await foundWith({ outputs: { 'ip -j -d -s address show': oldTool } });
    expect(devices).toMatchObject([{ check: 'presence', severity: 'stops' }]);
    expect(devices[0]?.found).toContain('could not be read: ip -j -d -s address show');
    const uses = await foundWith({ outputs: { 'ip -j -d address show': oldTool } });
    expect(uses).toMatchObject([{ check: 'other-use', severity: 'notes', port: 'dut0' }]);
    expect(uses[0]?.found).toContain('what uses eth3 could not be read');
  });

  it('put what stops a run first', async () => {
    const all = await foundWith({
      missing: 'tool tc\n',
      files: { '/proc/300/comm': 'NetworkManager', '/proc/sys/kernel/tainted': '512' },
    });
    expect(all.map(({ severity }) => severity)).toEqual(['stops', 'distorts', 'notes']);
  });

  it('skip checks of metal in a lab', async () => {
    const { length } = await foundWith({ emulated: true, files: frequency('performance', '0') });
    expect(length).toBe(0);
  });
});
