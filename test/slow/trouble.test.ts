import { createServer } from 'node:net';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import type { KernelSource } from '../../src/config/testbed/module-schema.js';
import type { SshConnection } from '../../src/config/testbed/testbed-file.js';
import type { Testbed } from '../../src/config/testbed/testbed.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from '../e2e/lab-under-test.js';
import { writePlaybook } from '../e2e/playbook.js';

const MACVLAN = '/usr/src/linux-source-6.1/drivers/net/macvlan.c';
const CACHE = '/var/cache/vrbench';

describe.skipIf(!inject('lab').available)('trouble', () => {
  let lab: LabUnderTest;
  let before: unknown;
  beforeAll(async () => {
    lab = await openLab();
    before = await lab.states();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  /** The lab's machines as a testbed without a lab, with something changed about the DUT. */
  const machines = async (
    dut: Partial<SshConnection>,
    kernelSource: KernelSource = { type: 'path', path: MACVLAN },
    links: Testbed['links'] = lab.testbed.links,
  ): Promise<string> => {
    const { connections, roles } = lab.testbed;
    const file = join(lab.folder, 'machines.yaml');
    const named = Object.entries(connections).map(([name, connection]) => {
      const changed = name === 'dut' ? { ...connection, ...dut } : connection;
      return [name, { connection: changed }] as const;
    });
    const testbed = {
      name: 'machines',
      machines: Object.fromEntries(named),
      roles: { ...roles, dut: { ...roles.dut, kernelSource } },
      links,
    };
    await writeFile(file, stringify(testbed));
    return file;
  };

  const dutPort = (): number => {
    const { dut } = lab.testbed.connections;
    if (dut?.type !== 'ssh' || dut.port === undefined) throw new Error('the lab uses ssh');
    return dut.port;
  };

  /** A known_hosts that has the key of a machine of the lab under another port, and the rest as it was. */
  const knownHostsSaying = async (machine: string, port: number): Promise<string> => {
    const connection = lab.testbed.connections[machine];
    if (connection?.type !== 'ssh' || connection.knownHosts === undefined) {
      throw new Error('the lab has a known_hosts');
    }
    const lines = (await readFile(connection.knownHosts, 'utf8')).split('\n');
    const of = (other: number) => (line: string) => line.startsWith(`[127.0.0.1]:${other} `);
    const key =
      lines
        .find(of(connection.port ?? 22))
        ?.split(' ')
        .slice(1) ?? [];
    expect(key).not.toEqual([]);
    const rest = lines.filter((line) => !of(port)(line));
    const file = join(lab.folder, `known_hosts-${machine}-${port}`);
    await writeFile(file, [[`[127.0.0.1]:${port}`, ...key].join(' '), ...rest].join('\n'));
    return file;
  };

  const run = async (testbed: string, dataPlane = 'ip-forwarder'): Promise<Call> => {
    const playbook = await writePlaybook(lab.folder, {
      dataPlanes: [dataPlane],
      intendedLoads: ['300 pps'],
    });
    return vrbench(['run', '-t', testbed, playbook, '-r', join(lab.folder, 'results')]);
  };

  it('of a machine that does not answer: says which and how long it was tried, exits 5', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    taken.close();
    await once(taken, 'close');
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const knownHosts = await knownHostsSaying('dut', port);
    const { exitCode, stderr } = await run(await machines({ port, knownHosts }));
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/on dut: .*\b\d+(\.\d+)? s\b/s);
    expect(await lab.states()).toEqual(before);
  });

  it('of a host key that does not match: exits 5, and the machine sees no login', async () => {
    const knownHosts = await knownHostsSaying('sink', dutPort());
    const { exitCode, stderr } = await run(await machines({ knownHosts }));
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/host key/);
    expect(stderr).toContain('dut');
    expect(await lab.states()).toEqual(before);
  });

  it('of missing kernel headers: names the kernel and the package, exits 4', async () => {
    const release = (await lab.dut.run(['uname', '-r'])).stdout.trim();
    const headers = `/lib/modules/${release}/build`;
    await lab.dut.run(['mv', headers, `${headers}.away`]);
    try {
      const { exitCode, stderr } = await run(await machines({}), 'napi-macvlan');
      expect(exitCode).toBe(4);
      expect(stderr).toContain(`linux-headers-${release}`);
    } finally {
      await lab.dut.run(['mv', `${headers}.away`, headers]);
    }
    expect(await lab.states()).toEqual(before);
  });

  it('of a patch that does not apply: names the hunk and the kernel, leaves the DUT clean', async () => {
    const source = (await lab.dut.run(['cat', MACVLAN])).stdout;
    const hunk = 'handle_res = RX_HANDLER_ANOTHER;';
    expect(source).toContain(hunk);
    const file = join(lab.folder, 'macvlan.c');
    await writeFile(file, source.replace(hunk, 'handle_res = RX_HANDLER_PASS;'));
    const call = await run(await machines({}, { type: 'file', file }), 'napi-macvlan');
    expect(call.exitCode).toBe(1);
    const release = (await lab.dut.run(['uname', '-r'])).stdout.trim();
    expect(call.stderr).toContain(release);
    expect(call.stderr).toMatch(/hunks? #\d+/);
    expect(await lab.states()).toEqual(before);
  });

  it('of a module that does not load: shows the last lines of the kernel log', async () => {
    const testbed = await machines({});
    expect((await run(testbed, 'napi-macvlan')).exitCode).toBe(0);
    const spoil = 'for module; do printf "no module" > "$module"; done';
    const { stdout } = await lab.dut.run(['find', CACHE, '-name', '*.ko']);
    const modules = stdout.trim().split('\n');
    await lab.dut.run(['sh', '-c', spoil, 'sh', ...modules]);
    try {
      const { exitCode, stderr } = await run(testbed, 'napi-macvlan');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('loading napi_macvlan on dut');
      expect(stderr).toMatch(/kernel log|Invalid ELF/);
    } finally {
      await lab.dut.run(['rm', '-r', CACHE]);
    }
    expect(await lab.states()).toEqual(before);
  });

  it('of cables that are exchanged: says which port received the frames, exits 4', async () => {
    const [[gen0, dut0], [gen1, dut1], ...links] = lab.testbed.links as [
      [string, string],
      [string, string],
      ...Testbed['links'],
    ];
    const testbed = await machines({}, undefined, [[gen0, dut1], [gen1, dut0], ...links]);
    const { exitCode, stderr } = await run(testbed);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/port dut1 .* received 0 of 10; port dut0 .* received 10 of 10/);
    expect(stderr).toContain('gen0 is connected to dut0: move the cable to dut1');
    expect(await lab.states()).toEqual(before);
  });

  it('of a kernel without pktgen: says what to boot, exits 4', async () => {
    const find = ['find', '/lib/modules', '-name', 'pktgen.ko*'] as const;
    const module = (await lab.generator.run(find)).stdout.trim();
    await lab.generator.run(['mv', module, `${module}.away`]);
    await lab.generator.run(['depmod']);
    try {
      const { exitCode, stderr } = await run(lab.testbedFile);
      expect(exitCode).toBe(4);
      expect(stderr).toContain('module pktgen');
      expect(stderr).toContain('generator');
    } finally {
      await lab.generator.run(['mv', `${module}.away`, module]);
      await lab.generator.run(['depmod']);
    }
    expect(await lab.states()).toEqual(before);
  });
});
