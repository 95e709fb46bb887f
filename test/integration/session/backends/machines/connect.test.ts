import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Testbed } from '../../../../../src/config/testbed/testbed.js';
import { LOCK_FILE } from '../../../../../src/host/command/tenure.js';
import { LEDGER } from '../../../../../src/provision/ledger.js';
import { dutSteps } from '../../../../../src/provision/machine-setup.js';
import { MachineLocked } from '../../../../../src/provision/lock/machine-lock.js';
import { provision } from '../../../../../src/provision/provision.js';
import {
  connect,
  connectAll,
  type Connected,
  type LockingOptions,
} from '../../../../../src/session/backends/machines/connect.js';
import { undoTestbed } from '../../../../../src/session/backends/machines/undo-testbed.js';
import { sshdProblem, startSshd, type SshdMachine } from '../../../host/sshd.js';
import { topologyOf } from '../../../provision/sandbox.js';

vi.setConfig({ testTimeout: 300_000 });

const skipped = (await sshdProblem()) !== undefined;
const { signal } = new AbortController();
const quiet = { signal, log: () => undefined };

/** A testbed in which the generator has this name, and the machine that plays the others that one. */
const testbedOf = (
  generator: string,
  dut: string,
  connections: Testbed['connections'],
): Pick<Testbed, 'roles' | 'connections'> => ({
  roles: {
    generator: { machine: generator, ports: [] },
    dut: { machine: dut, ports: [], kernelSource: { type: 'distribution' } },
    sink: { machine: dut, ports: [], counting: 'auto' },
  },
  connections,
});

const running = (run: string): LockingOptions => ({ ...quiet, purpose: { doing: 'run', run } });

describe.skipIf(skipped)('the machines of a testbed', () => {
  let one: SshdMachine;
  let other: SshdMachine;
  beforeAll(async () => {
    const prepare = 'ip link add name dut0 type veth peer name peer0';
    [one, other] = await Promise.all([startSshd({ prepare }), startSshd({ prepare })]);
  });
  afterAll(async () => {
    await one[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
  });

  /** The two, as two controllers may know them: by other names, in another order. */
  const forward = () => testbedOf('a', 'b', { a: one.connection, b: other.connection });
  const backward = () => testbedOf('x', 'y', { x: other.connection, y: one.connection });
  const left = async () => [
    await one.run(`ls -d ${LOCK_FILE} ${LEDGER} 2>/dev/null || :`),
    await other.run(`ls -d ${LOCK_FILE} ${LEDGER} 2>/dev/null || :`),
  ];

  it('are of one of two controllers at once, and the other one names it', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const outcomes = await Promise.allSettled([
        connectAll(forward(), running('run-1')),
        connectAll(backward(), running('run-2')),
      ]);
      const held = outcomes.flatMap((outcome): Connected[] =>
        outcome.status === 'fulfilled' ? [outcome.value] : [],
      );
      const [refused] = outcomes.flatMap((outcome): unknown[] =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      );
      expect(held).toHaveLength(1);
      expect(held[0]?.hosts).toHaveLength(2);
      expect(refused).toBeInstanceOf(MachineLocked);
      const winner = outcomes[0].status === 'fulfilled' ? 'run-1' : 'run-2';
      expect((refused as MachineLocked).owner?.run).toBe(winner);
      await held[0]?.[Symbol.asyncDispose]();
      expect(await left()).toEqual(['', '']);
    }
  });

  it('are undone by no teardown beside a run, nor by another run, but afterwards', async () => {
    const testbed = forward();
    const steps = dutSteps({ ...topologyOf(1, 0), egress: [] });
    {
      await using run = await connectAll(testbed, running('run-1'));
      for (const host of run.hosts) await provision(host, steps, { runId: 'run-1' });
      const before = await left();
      expect(before.join()).toContain(LEDGER);
      await expect(undoTestbed(backward(), quiet)).rejects.toThrow(/it is locked by .*run run-1/);
      await expect(connectAll(testbed, running('run-2'))).rejects.toBeInstanceOf(MachineLocked);
      expect(await left()).toEqual(before);
    }
    expect(await undoTestbed(testbed, quiet)).toBe(2);
    expect(await left()).toEqual(['', '']);
  });

  it('are locked again over a new connection', async () => {
    await using run = await connectAll(forward(), running('run-1'));
    const [host] = run.hosts;
    const { tenure } = host ?? {};
    await host?.reconnect();
    expect(host?.tenure).not.toBe(tenure);
    await expect(undoTestbed(backward(), quiet)).rejects.toBeInstanceOf(MachineLocked);
  });

  it('are not kept locked where one of them does not answer', async () => {
    other.cut();
    try {
      await expect(connect(forward() as Testbed, running('run-1'))).rejects.toThrow(/on b:/);
    } finally {
      other.mend();
    }
    expect(await left()).toEqual(['', '']);
  });
});
