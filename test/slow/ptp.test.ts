import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { loadTestbed } from '../../src/config/load.js';
import type { Connection, TestbedFile } from '../../src/config/testbed/testbed-file.js';
import type { Testbed } from '../../src/config/testbed/testbed.js';
import type { Host } from '../../src/host/host.js';
import { openHost } from '../../src/host/open.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import type { ClockBound, TrialLatency } from '../../src/model/latency.js';
import { settleAll } from '../../src/model/concurrency/settle-all.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { temporaryFolder, type Folder } from '../integration/host/keys.js';
import { machineState } from '../machine-state/machine-state.js';
import { measuredRecords } from '../measured.js';

const MINUTES = 60_000;
const LAB = 'ptp-lab';
const MACHINES = ['generator', 'dut', 'sink'] as const;
type Hosts = Readonly<Record<(typeof MACHINES)[number], Host>>;

/** What emulated machines reach, whatever else this computer does: some milliseconds. */
const BOUND = '20 ms';
const MOST = 20e6;
/** How far the generator's clock is set ahead: the sink's has to follow. */
const APART = '7 seconds';

const port = (name: string, device: string) => ({ name, interface: device });

/**
 * The shipped lab with linuxptp, and one ingress port. The sink's second port and the generator's are joined by
 * way of the DUT, which bridges them: the network for PTP.
 */
const labFile = ({ lab, roles, ...file }: TestbedFile): TestbedFile => {
  if (lab === undefined) throw new Error('the shipped testbed has a lab');
  return {
    ...{ ...file, name: LAB, lab: { ...lab, packages: ['linuxptp'] } },
    roles: {
      generator: { ...roles.generator, ports: [port('gen0', 'eth1'), port('clock0', 'eth2')] },
      dut: {
        ...roles.dut,
        ports: [
          ...[port('dut0', 'eth1'), port('dut1', 'eth2')],
          ...[port('bridge0', 'eth3'), port('bridge1', 'eth4')],
        ],
      },
      sink: { ...roles.sink, ports: [port('sink0', 'eth1'), port('clock1', 'eth2')] },
    },
    links: [
      ['gen0', 'dut0'],
      ['dut1', 'sink0'],
      ['clock0', 'bridge0'],
      ['bridge1', 'clock1'],
    ],
  };
};

/** A switch between the machines whose clocks are kept together. */
const BRIDGE = `
ip link add name clocks type bridge
for port in eth3 eth4; do ip link set dev "$port" master clocks up; done
ip link set dev clocks up`;

const PLAYBOOK = stringify({
  name: 'ptp',
  dataPlanes: ['ip-forwarder'],
  // What is tested is not how fast this computer is.
  trial: {
    ...{ duration: '2 s', residualWait: '500 ms', restabilise: '0 ms' },
    ...{ offeredLoadTolerance: '100 %', starvationTolerance: '100 %' },
  },
  procedures: [
    { test: 'latency', throughput: '200 pps', duration: '2 s', tagAfter: '1 s', repeats: 3 },
  ],
});

describe.skipIf(!inject('lab').available)("a run's own ptp4l, by software stamps", () => {
  /** Of what has been started, in order. */
  const ends: (() => PromiseLike<void>)[] = [];
  let folder: Folder;
  let lab: Testbed;
  let hosts: Hosts;

  beforeAll(async () => {
    folder = await temporaryFolder();
    ends.push(() => folder[Symbol.asyncDispose]());
    const shipped = await loadTestbed('testbeds/virtual-lab.yaml');
    const { signal } = new AbortController();
    ends.push(() => labDown(LAB));
    const file = labFile(shipped.file);
    lab = await labUp(file, shipped.folder, { signal, onProgress: () => undefined });
    const open = async (name: string): Promise<Host> => {
      const connection = lab.connections[name];
      if (connection === undefined) throw new Error(`the lab has no machine ${name}`);
      const host = await openHost(name, connection);
      ends.push(() => host[Symbol.asyncDispose]());
      return host;
    };
    hosts = {
      generator: await open('generator'),
      dut: await open('dut'),
      sink: await open('sink'),
    };
    await hosts.dut.run(['sh', '-e', '-c', BRIDGE]);
    await writeFile(folder.path('playbook.yaml'), PLAYBOOK);
  }, 25 * MINUTES);

  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  }, 2 * MINUTES);

  /** The lab's machines as a testbed of metal, whose ports for PTP are none for test frames. */
  const asMetal = async (bound: string, stamping: string): Promise<string> => {
    const { roles, connections } = lab;
    const reached = ([machine, connection]: readonly [string, Connection]) =>
      [machine, { connection: { ...connection, connectTimeout: undefined } }] as const;
    const of = (role: 'generator' | 'dut' | 'sink', ports: number) => {
      const { machine, ports: all } = roles[role];
      return { machine, ports: all.slice(0, ports) };
    };
    const file = folder.path('machines.yaml');
    await writeFile(
      file,
      stringify({
        name: 'machines',
        machines: Object.fromEntries(Object.entries(connections).map(reached)),
        roles: { generator: of('generator', 1), dut: of('dut', 2), sink: of('sink', 1) },
        links: lab.links.slice(0, 2),
        clocks: {
          ...{ type: 'ptp', bound },
          ptp4l: { generator: 'eth2', sink: 'eth2', stamping },
        },
      }),
    );
    return file;
  };

  const run = (testbed: string): Promise<Call> =>
    vrbench(['run', '-t', testbed, folder.path('playbook.yaml'), '-r', folder.path('results')]);
  /** The DUT's bridge learns addresses by itself. */
  const states = () => settleAll([hosts.generator, hosts.sink].map((host) => machineState(host)));

  it(
    "brings the sink's clock to the generator's, and archives how close each trial found them",
    async () => {
      const before = await states();
      await hosts.generator.run(['date', '--set', `+${APART}`]);
      const call = await run(await asMetal(BOUND, 'software'));
      expect(call.exitCode, call.stderr).toBe(0);
      expect(call.stderr).toContain('starting PTP on sink');
      const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
      const { trials } = await readTrials(archive);
      const latencies = measuredRecords(trials).flatMap(({ result }) => result.latency ?? []);
      const measured = latencies.filter(
        (latency): latency is Extract<TrialLatency, { state: 'measured' }> =>
          latency.state === 'measured',
      );
      expect(measured.length).toBeGreaterThan(0);
      const seen: readonly ClockBound[] = measured.map(({ clocks }) => clocks);
      // What such machines reach, for the log.
      process.stderr.write(`${JSON.stringify(seen)}\n`);
      for (const { kind, bound, ptp } of seen) {
        expect(kind).toBe('ptp');
        expect(ptp?.stamping).toBe('software');
        for (const { offset, pathDelay } of ptp === undefined ? [] : [ptp.before, ptp.after]) {
          expect(Math.abs(offset)).toBeLessThanOrEqual(MOST);
          expect(Math.abs(offset) + pathDelay).toBeLessThanOrEqual(bound);
        }
      }
      expect((await readRun(archive)).results[0]?.result).toMatchObject({ test: 'latency' });
      expect(await states()).toEqual(before);
      const left = await settleAll(
        MACHINES.map((machine) => hosts[machine].attempt(['pgrep', '-x', 'ptp4l'])),
      );
      expect(left.map(({ stdout }) => stdout)).toEqual(['', '', '']);
    },
    10 * MINUTES,
  );

  it(
    'ends the run where clocks do not come within the bound, with what was reported last',
    async () => {
      const before = await states();
      const call = await run(await asMetal('1 ns', 'software'));
      expect(call.exitCode, call.stderr).toBe(4);
      expect(call.stderr).toMatch(/synchronizing the clocks of generator and sink by PTP/);
      expect(call.stderr).toMatch(/not synchronized after 180 s: /);
      expect(await states()).toEqual(before);
    },
    10 * MINUTES,
  );

  it(
    'is refused before anything is changed where the NIC has no clock',
    async () => {
      const before = await states();
      const testbed = await asMetal('1 us', 'hardware');
      const call = await run(testbed);
      expect(call.exitCode, call.stderr).toBe(4);
      expect(call.stderr).toContain('eth2 has no PTP hardware clock');
      const doctor = await vrbench(['doctor', '-t', testbed, '--json']);
      expect(doctor.stdout).toContain('ptp-stamping');
      expect(await states()).toEqual(before);
    },
    10 * MINUTES,
  );
});
