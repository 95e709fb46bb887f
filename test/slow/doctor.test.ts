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

const SHIPPED = 'testbeds/virtual-lab.yaml';
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

/** A program of the same name that is found first. */
const before = (name: string, script: string): Pick<Planted, 'plant' | 'mend'> => ({
  plant: `printf '#!/bin/sh\\n%s\\n' '${script}' >/usr/local/bin/${name} && chmod +x /usr/local/bin/${name}`,
  mend: `rm /usr/local/bin/${name}`,
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
    defect: 'Secure Boot, under which modules may have to be signed',
    ...before('mokutil', 'echo SecureBoot enabled'),
    check: 'secure-boot',
  },
  {
    defect: 'a setting that cannot be read',
    ...before('ethtool', 'case $1 in -a) echo none;; *) exec /usr/sbin/ethtool "$@";; esac'),
    check: 'unread-settings',
    port: 'dut0',
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
    plant: 'ip link add mv9 link eth4 type macvlan',
    mend: 'ip link del mv9',
    check: 'other-use',
    port: 'dut3',
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
      'cat /sys/class/net/eth4/address >/run/mac && ip link set eth4 address "$(cat /sys/class/net/eth1/address)"',
    mend: 'ip link set eth4 address "$(cat /run/mac)"; rm /run/mac',
    check: 'addresses',
  },
  {
    defect: 'a wrong speed',
    plant: `${up} && ethtool -s eth1 speed 100 duplex full`,
    mend: `ethtool -s eth1 speed 1000 duplex full; ${down}`,
    check: 'speed',
    port: 'dut0',
  },
  {
    defect: 'half duplex',
    plant: `${up} && ethtool -s eth1 speed 1000 duplex half`,
    mend: `ethtool -s eth1 speed 1000 duplex full; ${down}`,
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
    defect: 'GRO of lists',
    plant: 'ethtool -K eth1 rx-gro-list on',
    mend: 'ethtool -K eth1 rx-gro-list off',
    check: 'offloads',
    port: 'dut0',
  },
  {
    defect: 'GRO of UDP',
    plant: 'ethtool -K eth4 rx-udp-gro-forwarding on',
    mend: 'ethtool -K eth4 rx-udp-gro-forwarding off',
    check: 'offloads',
    port: 'dut3',
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
    plant: 'tc qdisc add dev eth4 root tbf rate 100mbit burst 32kb latency 50ms',
    mend: 'tc qdisc del dev eth4 root',
    check: 'shaping',
    port: 'dut3',
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
    plant: 'ip link set eth4 name gone',
    mend: 'ip link set gone name eth4',
    check: 'presence',
    port: 'dut3',
  },
  // Cannot be taken back but by a restart: the last.
  {
    defect: 'a kernel that has warned',
    plant: 'echo 512 >/proc/sys/kernel/tainted',
    mend: 'true',
    check: 'kernel-taint',
  },
];

/** A neighbour that sends by itself, a frame each millisecond. */
const SENDING = `${up} && modprobe pktgen && echo add_device eth1 >/proc/net/pktgen/kpktgend_0 &&
for what in 'count 0' 'delay 1000000' 'dst_mac ff:ff:ff:ff:ff:ff' 'dst 192.0.2.77'; do
  echo "$what" >/proc/net/pktgen/eth1 || exit
done
(echo start >/proc/net/pktgen/pgctrl) </dev/null >/dev/null 2>&1 &`;
const SILENT = `echo stop >/proc/net/pktgen/pgctrl; modprobe -r pktgen; ${down}`;

/** What is true of emulated machines that are called metal. */
const EMULATED = ['hypervisor', 'load-average', 'driver', 'idle-states', 'mitigations'];

interface Finding {
  readonly check: string;
  readonly severity: string;
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
    await writeFile(testbed, stringify({ ...rest, machines, linkSpeed: '1 Gb/s' }));
    for (const machine of MACHINES) await on(machine).run(ADDRESSES_SETTLED);
  }, 600_000);
  afterAll(async () => {
    for (const host of hosts.values()) await host[Symbol.asyncDispose]();
    await labDown('doctored');
    await rm(folder, { recursive: true });
  });

  const examined = async (): Promise<ReadonlyMap<string, readonly Finding[]>> => {
    const { stdout, stderr } = await vrbench(['doctor', '-t', testbed, '--json', '-q']);
    expect(stdout, stderr).not.toBe('');
    const { machines } = JSON.parse(stdout) as {
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

  /** What is noted of these machines as they are: nothing of it matters. */
  let sound: ReadonlyMap<string, readonly Finding[]>;

  it('finds nothing on sound ones that matters', async () => {
    sound = await examined();
    expect([...sound.keys()]).toEqual([...MACHINES]);
    expect([...sound.values()].flat().filter(({ severity }) => severity !== 'notes')).toEqual([]);
  });

  it.each(PLANTED)('finds $defect', async ({ machine = 'dut', plant, mend, check, port }) => {
    await on(machine).run(['sh', '-c', plant]);
    try {
      const found = await examined();
      const known = (sound.get(machine) ?? []).map((each) => JSON.stringify(each));
      const own = (found.get(machine) ?? []).filter(
        (each) => !known.includes(JSON.stringify(each)),
      );
      expect(own).toContainEqual(
        expect.objectContaining(port === undefined ? { check } : { check, port }),
      );
      expect(own.filter((each) => each.check !== check)).toEqual([]);
    } finally {
      await on(machine).run(['sh', '-c', mend]);
    }
  });

  it('finds traffic that nobody sends for a measurement', async () => {
    await on('dut').run(['sh', '-c', up]);
    await on('generator').run(['sh', '-c', SENDING]);
    try {
      const found = (await examined()).get('dut');
      const expected = expect.objectContaining({
        check: 'foreign-traffic',
        port: 'dut0',
      }) as unknown;
      expect(found).toContainEqual(expected);
    } finally {
      await on('generator').run(['sh', '-c', SILENT]);
      await on('dut').run(['sh', '-c', down]);
    }
  });
});
