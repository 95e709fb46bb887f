import { execa } from 'execa';
import { spawn } from 'node:child_process';
import { access, readFile, readdir } from 'node:fs/promises';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { loadTestbed } from '../../src/config/load.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { labSshCommand } from '../../src/lab/access.js';
import { labStatus } from '../../src/lab/status.js';
import { labTestbed } from '../../src/lab/lab-testbed.js';
import { labFolder } from '../../src/lab/local/folders.js';
import { labProcesses } from '../../src/lab/machine/process.js';
import { parseUdpDrops } from '../../src/linux/proc/udp-sockets.js';
import { Interrupted, PreconditionFailure } from '../../src/model/failure.js';
import { smallLab } from '../lab/small-lab.js';

const lab = inject('lab');
const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

/** Runs a shell program, whose arguments are data, on a machine of a lab. */
const on = async (name: string, machine: string, program: string): Promise<string> => {
  const [ssh, ...argv] = await labSshCommand(name, machine);
  const { stdout } = await execa(ssh, [...argv, 'sh', '-s'], { input: program });
  return stdout;
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What is left of a lab: its processes and its files. */
const remains = async (name: string) => ({
  processes: await labProcesses(labFolder(name)),
  files: await exists(labFolder(name)),
});
const NOTHING = { processes: [], files: false };

describe.skipIf(!lab.available)('the lab of virtual-lab.yaml', () => {
  it('is up, says what it is, and can be used again from its file', async () => {
    if (!lab.available) return;
    const { file, folder } = await loadTestbed(lab.file);
    expect((await labStatus(file.name)).state).toBe('up');
    expect(lab.testbed.environment).toMatchObject({ kind: 'emulated' });
    expect(await labTestbed(file, folder)).toEqual(lab.testbed);
  });

  it('lets in its own key alone, on machines that know their names', async () => {
    if (!lab.available) return;
    const { file } = await loadTestbed(lab.file);
    for (const machine of Object.keys(lab.testbed.connections)) {
      expect(await on(file.name, machine, 'hostname')).toBe(machine);
    }
    const [ssh, ...argv] = await labSshCommand(file.name, 'dut');
    const withoutKey = argv.filter((_, index) => argv[index] !== '-i' && argv[index - 1] !== '-i');
    const refused = await execa(ssh, [...withoutKey, 'true'], {
      reject: false,
      env: { SSH_AUTH_SOCK: '' },
    });
    expect(refused.stderr).toContain('Permission denied');
  });

  it('has what provisioning needs, and the ports of the file', async () => {
    if (!lab.available) return;
    const { file } = await loadTestbed(lab.file);
    const found = await on(
      file.name,
      'dut',
      `set -e
       modprobe --dry-run pktgen; modprobe --dry-run macvlan
       test -e /lib/modules/$(uname -r)/build/Makefile
       test -s /usr/src/linux-source-6.1/drivers/net/macvlan.c
       command -v gcc make patch ip ethtool >&2
       ls /sys/class/net`,
    );
    expect(found.split('\n')).toEqual(['eth0', 'eth1', 'eth2', 'eth3', 'eth4', 'lo']);
  });

  it('is not booted twice', async () => {
    if (!lab.available) return;
    const { file, folder } = await loadTestbed(lab.file);
    await expect(labUp(file, folder, quietly)).rejects.toThrow(/it is already up/);
    expect((await labStatus(file.name)).state).toBe('up');
  });
});

describe.skipIf(!lab.available)('a small lab', () => {
  const file = smallLab('e2e-small-lab');
  afterAll(() => labDown(file.name));

  it('is down before', async () => {
    expect((await labStatus(file.name)).state).toBe('down');
    await expect(labTestbed(file, '/')).rejects.toThrow(/fix: vrbench lab up/);
    await labDown(file.name);
  });

  it('carries frames over its cables, and counts those a full receiver dropped', async () => {
    const testbed = await labUp(file, '/', quietly);
    const source = testbed.ringOverflow.dut0;
    if (source?.source !== 'udp-socket') throw new Error('a lab counts at its sockets');
    const silence =
      'sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1';
    await on(file.name, 'dut', `${silence}; ip link set eth1 up`);
    await on(
      file.name,
      'ends',
      `set -e; ${silence}; modprobe pktgen; ip link set eth1 up
       echo 'add_device eth1' >/proc/net/pktgen/kpktgend_0
       for word in 'count 1000' 'pkt_size 60' 'dst_mac 02:76:72:02:00:01'; do
         echo "$word" >/proc/net/pktgen/eth1
       done
       echo start >/proc/net/pktgen/pgctrl`,
    );
    const arrivedOrDropped = async () => {
      const drops = parseUdpDrops(await readFile('/proc/net/udp', 'utf8')).get(source.localPort);
      const received = await on(file.name, 'dut', 'cat /sys/class/net/eth1/statistics/rx_packets');
      return Number(received) + (drops ?? NaN);
    };
    await expect.poll(arrivedOrDropped, { timeout: 30_000, interval: 500 }).toBe(1000);
  });

  it('says when the file is not the one it was booted by', async () => {
    const otherLinks = { ...file, links: [...file.links].reverse().slice(1) };
    await expect(labTestbed(otherLinks, '/')).rejects.toThrow(
      /booted with other links than the testbed file has/,
    );
    const { sink } = file.roles;
    const ports = [...sink.ports, { name: 'sink9', interface: 'eth3' }];
    const otherPorts = { ...file, roles: { ...file.roles, sink: { ...sink, ports } } };
    await expect(labTestbed(otherPorts, '/')).rejects.toThrow(
      /machines, ports or links differ from the testbed file/,
    );
  });

  it('says which machine has ended', async () => {
    const { machines } = await labStatus(file.name);
    const dut = machines.find(({ name }) => name === 'dut');
    if (dut === undefined) throw new Error('the lab has a DUT');
    process.kill(dut.pid, 'SIGKILL');
    const state = async () => (await labStatus(file.name)).state;
    await expect.poll(state, { timeout: 10_000 }).toBe('broken');
    await expect(labTestbed(file, '/')).rejects.toThrow(PreconditionFailure);
    await expect(labTestbed(file, '/')).rejects.toThrow(/no longer running: dut/);
  });

  it('leaves nothing when taken down', async () => {
    expect(await remains(file.name)).not.toEqual(NOTHING);
    await labDown(file.name);
    expect(await remains(file.name)).toEqual(NOTHING);
  });

  it('leaves nothing when its booting is interrupted', async () => {
    const stop = new AbortController();
    const outcome = labUp(file, '/', { ...quietly, signal: stop.signal });
    const processes = async () => (await labProcesses(labFolder(file.name))).length;
    await expect.poll(processes, { timeout: 60_000 }).toBe(2);
    stop.abort();
    await expect(outcome).rejects.toThrow(Interrupted);
    expect(await remains(file.name)).toEqual(NOTHING);
  });
});

describe.skipIf(!lab.available)('a controller that is killed while it boots a lab', () => {
  const MAIN = new URL('../../dist/cli/main.js', import.meta.url).pathname;

  it('leaves neither machine nor file', async () => {
    if (!lab.available) return;
    const stateHome = `${lab.stateHome}-killed`;
    const { file } = await loadTestbed(lab.file);
    const folder = `${stateHome}/vrbench/labs/${file.name}`;
    const controller = spawn(process.execPath, [MAIN, 'lab', 'up', '-t', lab.file], {
      env: {
        ...process.env,
        XDG_STATE_HOME: stateHome,
        XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
      },
      stdio: 'ignore',
    });
    const processes = async () => (await labProcesses(folder)).length;
    await expect.poll(processes, { timeout: 60_000 }).toBe(3);
    controller.kill('SIGKILL');
    await expect.poll(processes, { timeout: 10_000 }).toBe(0);
    const labs = () => readdir(`${stateHome}/vrbench/labs`);
    await expect.poll(labs, { timeout: 10_000 }).toEqual([]);
  });
});
