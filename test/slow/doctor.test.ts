import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadTestbed } from '../../src/config/load.js';
import type { Host } from '../../src/host/host.js';
import { openHost } from '../../src/host/open.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { ADDRESSES_SETTLED } from '../machine-state/machine-state.js';
import { vrbench } from '../cli/vrbench.js';

const SHIPPED = 'testbeds/virtual-lab-e1000e.yaml';
const MACHINES = ['generator', 'dut', 'sink'] as const;
type Machine = (typeof MACHINES)[number];

/** What is wrong, how it comes about, how it is mended, and the check that has to find it. */
interface Planted {
  readonly defect: string;
  readonly machine?: Machine;
  readonly plant: string;
  readonly mend: string;
  readonly check: string;
  readonly port?: string;
}

/** A program that does nothing, under the name of one that would. */
const running = (name: string): Pick<Planted, 'plant' | 'mend'> => ({
  plant: `cp "$(command -v sleep)" /run/${name} && { /run/${name} 600 </dev/null >/dev/null 2>&1 & echo $! >/run/${name}.pid; }`,
  mend: `kill "$(cat /run/${name}.pid)"; rm -f /run/${name} /run/${name}.pid`,
});

const moved = (path: string): Pick<Planted, 'plant' | 'mend'> => ({
  plant: `mv ${path} ${path}.away`,
  mend: `mv ${path}.away ${path}`,
});

/** Both ends are up, as while a run lasts. */
const up = 'ip link set dev eth1 up';
const down = 'ip link set dev eth1 down';

const PLANTED: readonly Planted[] = [
  { defect: 'a program is missing', ...moved('/usr/sbin/ethtool'), check: 'tools' },
  { defect: 'no compiler', ...moved('/usr/bin/make'), check: 'tools' },
  { defect: 'no headers', ...moved('"/lib/modules/$(uname -r)/build"'), check: 'kernel-headers' },
  {
    defect: 'no pktgen',
    machine: 'generator',
    plant:
      'f=$(modinfo -n pktgen) && mv "$f" /run/pktgen.away && echo "$f" >/run/pktgen.path && depmod',
    mend: 'mv /run/pktgen.away "$(cat /run/pktgen.path)" && rm /run/pktgen.path && depmod',
    check: 'kernel-modules',
  },
  {
    defect: 'little space',
    plant:
      'fallocate -l "$(($(df -Pk /run | tail -n 1 | tr -s " " | cut -d " " -f 4) - 20000))K" /run/fill',
    mend: 'rm /run/fill',
    check: 'disk-space',
  },
  {
    defect: 'changes of an earlier run',
    plant: 'mkdir -p /run/vrbench && echo "{}" >/run/vrbench/ledger.ndjson',
    mend: 'rm -r /run/vrbench',
    check: 'earlier-changes',
  },
  { defect: 'NetworkManager', ...running('NetworkManager'), check: 'network-managers' },
  { defect: 'a DHCP client', ...running('dhclient'), check: 'network-managers' },
  { defect: 'LLDP', machine: 'sink', ...running('lldpd'), check: 'network-managers' },
  { defect: 'automatic upgrades', ...running('unattended-upgr'), check: 'background-work' },
  { defect: 'irqbalance', ...running('irqbalance'), check: 'irqbalance' },
  {
    defect: 'a slow clock source',
    plant:
      'cd /sys/devices/system/clocksource/clocksource0 && cat current_clocksource >/run/clock && echo acpi_pm >current_clocksource',
    mend: 'cat /run/clock >/sys/devices/system/clocksource/clocksource0/current_clocksource',
    check: 'clock-source',
  },
  {
    defect: "the sink's clock is ahead",
    machine: 'sink',
    plant: 'date -s "@$(($(date +%s) + 3600))"',
    mend: 'date -s "@$(($(date +%s) - 3600))"',
    check: 'clock-offset',
  },
  {
    defect: "the generator's clock is behind",
    machine: 'generator',
    plant: 'date -s "@$(($(date +%s) - 86400))"',
    mend: 'date -s "@$(($(date +%s) + 86400))"',
    check: 'clock-offset',
  },
  {
    defect: 'little memory',
    plant:
      'mkdir -p /run/mem && mount -t tmpfs -o size=900m none /run/mem && head -c "$(($(sed -n "s/^MemAvailable: *\\([0-9]*\\).*/\\1/p" /proc/meminfo) - 70000))K" /dev/zero >/run/mem/fill',
    mend: 'umount /run/mem && rmdir /run/mem',
    check: 'memory',
  },
  {
    defect: 'an address',
    plant: 'ip address add 192.0.2.9/24 dev eth1',
    mend: 'ip address flush dev eth1',
    check: 'other-use',
    port: 'dut0',
  },
  {
    defect: 'an IPv6 address',
    plant: 'ip address add 2001:db8::9/64 dev eth1',
    mend: 'ip address flush dev eth1',
    check: 'other-use',
    port: 'dut0',
  },
  {
    defect: 'a default route',
    machine: 'sink',
    plant: `${up} && ip route add default dev eth1 metric 99`,
    mend: `ip route del default dev eth1 metric 99; ${down}`,
    check: 'other-use',
    port: 'sink0',
  },
  {
    defect: 'a port of a bridge',
    plant: 'ip link add br9 type bridge && ip link set eth1 master br9',
    mend: 'ip link del br9',
    check: 'other-use',
    port: 'dut0',
  },
  {
    defect: 'a virtual interface on a port',
    plant: 'ip link add mv9 link eth2 type macvlan',
    mend: 'ip link del mv9',
    check: 'other-use',
    port: 'dut1',
  },
  {
    defect: 'a VLAN on a port',
    plant: 'ip link add v9 link eth1 type vlan id 9',
    mend: 'ip link del v9',
    check: 'other-use',
    port: 'dut0',
  },
  {
    defect: 'two ports of one MAC',
    plant:
      'cat /sys/class/net/eth2/address >/run/mac && ip link set eth2 address "$(cat /sys/class/net/eth1/address)"',
    mend: 'ip link set eth2 address "$(cat /run/mac)"; rm /run/mac',
    check: 'addresses',
  },
  {
    defect: 'a wrong speed',
    plant: `${up} && ethtool -s eth1 autoneg on advertise 0x008`,
    mend: `ethtool -s eth1 autoneg on advertise 0x03f; ${down}`,
    check: 'speed',
    port: 'dut0',
  },
  {
    defect: 'half duplex',
    plant: `${up} && ethtool -s eth1 autoneg off speed 100 duplex half`,
    mend: `ethtool -s eth1 autoneg on; ${down}`,
    check: 'duplex',
    port: 'dut0',
  },
  {
    defect: 'a small MTU',
    plant: 'ip link set eth1 mtu 1280',
    mend: 'ip link set eth1 mtu 1500',
    check: 'mtu',
    port: 'dut0',
  },
  {
    defect: 'pause frames',
    plant: 'ethtool -A eth1 autoneg off rx on tx on',
    mend: 'ethtool -A eth1 autoneg off rx off tx off',
    check: 'pause-frames',
    port: 'dut0',
  },
  {
    defect: "pause frames at the sink's port",
    machine: 'sink',
    plant: 'ethtool -A eth1 autoneg off rx off tx on',
    mend: 'ethtool -A eth1 autoneg off rx off tx off',
    check: 'pause-frames',
    port: 'sink0',
  },
  {
    defect: 'interrupt throttling',
    plant: 'ethtool -C eth1 rx-usecs 100',
    mend: 'ethtool -C eth1 rx-usecs 0',
    check: 'interrupt-throttling',
    port: 'dut0',
  },
  {
    defect: 'adaptive interrupt throttling',
    machine: 'generator',
    plant: 'ethtool -C eth1 rx-usecs 3',
    mend: 'ethtool -C eth1 rx-usecs 0',
    check: 'interrupt-throttling',
    port: 'gen0',
  },
  {
    defect: 'a small ring at the sink',
    machine: 'sink',
    plant: 'ethtool -G eth1 rx 128',
    mend: 'ethtool -G eth1 rx 4096',
    check: 'rings',
    port: 'sink0',
  },
  {
    defect: 'GRO of lists',
    plant: 'ethtool -K eth1 rx-gro-list on',
    mend: 'ethtool -K eth1 rx-gro-list off',
    check: 'offloads',
    port: 'dut0',
  },
  {
    defect: 'GRO of UDP',
    plant: 'ethtool -K eth2 rx-udp-gro-forwarding on',
    mend: 'ethtool -K eth2 rx-udp-gro-forwarding off',
    check: 'offloads',
    port: 'dut1',
  },
  {
    defect: 'RPS',
    plant: 'echo 1 >/sys/class/net/eth1/queues/rx-0/rps_cpus',
    mend: 'echo 0 >/sys/class/net/eth1/queues/rx-0/rps_cpus',
    check: 'receive-steering',
    port: 'dut0',
  },
  {
    defect: 'a shaper',
    plant: 'tc qdisc add dev eth2 root tbf rate 100mbit burst 32kb latency 50ms',
    mend: 'tc qdisc del dev eth2 root',
    check: 'shaping',
    port: 'dut1',
  },
  {
    defect: 'delay by netem',
    machine: 'generator',
    plant: 'tc qdisc add dev eth1 root netem delay 5ms',
    mend: 'tc qdisc del dev eth1 root',
    check: 'shaping',
    port: 'gen0',
  },
  {
    defect: 'filters at ingress',
    plant: 'tc qdisc add dev eth1 clsact',
    mend: 'tc qdisc del dev eth1 clsact',
    check: 'shaping',
    port: 'dut0',
  },
  {
    defect: 'a promiscuous port',
    plant: 'ip link set eth1 promisc on',
    mend: 'ip link set eth1 promisc off',
    check: 'promiscuous',
    port: 'dut0',
  },
  {
    defect: 'connection tracking',
    plant: 'modprobe nf_conntrack',
    mend: 'modprobe -r nf_conntrack',
    check: 'connection-tracking',
  },
  {
    defect: 'a port that is gone',
    plant: 'ip link set eth2 name gone',
    mend: 'ip link set gone name eth2',
    check: 'presence',
    port: 'dut1',
  },
  // Cannot be taken back but by a restart: the last.
  {
    defect: 'a kernel that has warned',
    plant: 'echo 512 >/proc/sys/kernel/tainted',
    mend: 'true',
    check: 'kernel-taint',
  },
];

/** What is true of emulated machines that are called metal. */
const EMULATED = ['hypervisor', 'load-average', 'driver', 'idle-states', 'mitigations'];

/** How ports of sound machines are set. */
const SET = (port: string): string =>
  `ethtool -A ${port} autoneg off rx off tx off; ethtool -C ${port} rx-usecs 0; ethtool -G ${port} rx 4096; true`;

interface Finding {
  readonly check: string;
  readonly port?: string;
}

describe.skipIf(!inject('lab').available)('doctor on machines with planted defects', () => {
  let folder = '';
  let testbed = '';
  let lab: Awaited<ReturnType<typeof loadTestbed>>;
  const hosts = new Map<Machine, Host>();
  const on = (machine: Machine): Host => {
    const host = hosts.get(machine);
    if (host === undefined) throw new Error(`no machine ${machine}`);
    return host;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-doctor-'));
    const text = (await readFile(SHIPPED, 'utf8')).replace(/^name: .*$/m, 'name: doctored');
    const file = join(folder, 'doctored.yaml');
    await writeFile(file, text);
    lab = await loadTestbed(file);
    const { connections } = await labUp(lab.file, lab.folder, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    for (const machine of MACHINES) {
      const connection = connections[machine];
      if (connection === undefined) throw new Error(`the lab has no ${machine}`);
      hosts.set(machine, await openHost(machine, connection));
    }
    // The same machines as metal: nothing is left out.
    const { lab: booted, machines: sizes, ...rest } = parse(text) as Record<string, unknown>;
    expect([booted, sizes]).not.toContain(undefined);
    testbed = join(folder, 'metal.yaml');
    const machines = Object.fromEntries(
      MACHINES.map((machine) => [machine, { connection: connections[machine] }]),
    );
    await writeFile(testbed, stringify({ ...rest, machines }));
    for (const machine of MACHINES) {
      await on(machine).run(ADDRESSES_SETTLED);
      for (const port of machine === 'dut' ? ['eth1', 'eth2'] : ['eth1']) {
        await on(machine).run(['sh', '-c', SET(port)]);
      }
    }
  }, 600_000);
  afterAll(async () => {
    for (const host of hosts.values()) await host[Symbol.asyncDispose]();
    await labDown('doctored');
    await rm(folder, { recursive: true });
  });

  const examined = async (): Promise<ReadonlyMap<string, readonly Finding[]>> => {
    const { stdout, stderr } = await vrbench(['doctor', '-t', testbed, '--json', '-q']);
    const { machines } = JSON.parse(
      stdout === '' ? `{"machines": [], "err": ${JSON.stringify(stderr)}}` : stdout,
    ) as {
      readonly machines: readonly {
        readonly machine: string;
        readonly found?: readonly Finding[];
      }[];
    };
    return new Map(
      machines.map(({ machine, found = [] }) => [
        machine,
        found.filter(({ check }) => !EMULATED.includes(check)),
      ]),
    );
  };

  it('finds nothing on sound ones', async () => {
    const found = await examined();
    expect([...found.keys()]).toEqual([...MACHINES]);
    expect([...found.values()].flat()).toEqual([]);
  });

  it.each(PLANTED)('finds $defect', async ({ machine = 'dut', plant, mend, check, port }) => {
    await on(machine).run(['sh', '-c', plant]);
    try {
      const found = await examined();
      const own = found.get(machine) ?? [];
      expect(own).toContainEqual(
        expect.objectContaining(port === undefined ? { check } : { check, port }),
      );
      expect(own.filter((each) => each.check !== check)).toEqual([]);
    } finally {
      await on(machine).run(['sh', '-c', mend]);
    }
  });
});
