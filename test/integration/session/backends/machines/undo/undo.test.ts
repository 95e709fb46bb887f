import { describe, expect, it, vi } from 'vitest';
import { openAsRoot } from '../../../../../../src/host/open.js';
import type { ReconnectingHost } from '../../../../../../src/host/reconnecting-host.js';
import { Failure } from '../../../../../../src/model/failure.js';
import { dutSteps } from '../../../../../../src/provision/machine-setup.js';
import { provision } from '../../../../../../src/provision/provision.js';
import {
  ChangesRemain,
  thenUndo,
  undoAll,
} from '../../../../../../src/session/backends/machines/undo/undo.js';
import { undoTestbed } from '../../../../../../src/session/backends/machines/undo/undo-testbed.js';
import { planned } from '../../../../../provision/planned.js';
import {
  sshdProblem,
  startSshd,
  type SshdMachine,
  type SshdOptions,
} from '../../../../host/sshd.js';
import { lockedByAll } from '../../../../provision/lock/locking.js';
import { TOPOLOGY } from '../../../../provision/sandbox.js';

vi.setConfig({ testTimeout: 120_000 });

const skipped = (await sshdProblem()) !== undefined;

// Up once, as the kernel gives a port its qdisc then.
const PORTS = ['dut0', 'dut1', 'dut2']
  .map(
    (port, index) =>
      `ip link add name ${port} type veth peer name peer${index} && ip link set dev ${port} up && ip link set dev ${port} down`,
  )
  .join(' && ');
const STATE = `for port in dut0 dut1 dut2; do ip -d address show dev $port | grep -v valid_lft; done
ip route show table all; ip neigh show nud permanent; ip netns list
grep -r '' /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf 2>/dev/null | sort; ls /run/vrbench 2>/dev/null; true`;

const start = (options: SshdOptions = {}): Promise<SshdMachine> =>
  startSshd({ ...options, prepare: PORTS });

const connect = async (machine: SshdMachine): Promise<ReconnectingHost> => {
  const configFile = await machine.folder.file('no-config', '');
  return lockedByAll(() => openAsRoot('dut', machine.connection, { configFile }));
};

const setUp = (host: ReconnectingHost): Promise<void> =>
  provision(host, [...dutSteps(TOPOLOGY), ...planned('ip-forwarder').steps], { runId: 'run-1' });

const later = new Failure({ attempted: 'measuring', where: 'dut', got: 'no', remedy: 'look' });

describe.skipIf(skipped)('an undo', () => {
  it.each([1, 2, 4])('is made on a machine with MaxSessions %i', async (limit) => {
    await using machine = await start({ config: [`MaxSessions ${limit}`] });
    const before = await machine.run(STATE);
    await using host = await connect(machine);
    await setUp(host);
    expect(await machine.run(STATE)).not.toBe(before);
    await undoAll([host]);
    expect(await machine.run(STATE)).toBe(before);
  });

  it.each([
    'ERROR: ld.so: object snoop.so cannot be preloaded',
    'sudo: unable to resolve host dut',
  ])('is made where every command also prints %j', async (noise) => {
    const wrapper = `#!/bin/sh\necho '${noise}' >&2\nexec /sbin/ip.real "$@"\n`;
    await using machine = await startSshd({
      prepare: `${PORTS} && mkdir /run/bin && printf '%s' '${wrapper.replaceAll("'", `'\\''`)}' >/run/bin/ip && sed -i 's:/sbin/ip.real:'"$(command -v ip)"':' /run/bin/ip && chmod 755 /run/bin/ip`,
      config: ['SetEnv PATH=/run/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    });
    const before = await machine.run(STATE);
    await using host = await connect(machine);
    expect((await host.run(['ip', 'link'])).stderr).toContain(noise);
    await setUp(host);
    // So that there is something gone already, which ip says on standard error.
    await machine.run('ip address flush dev dut0; ip link set dev dut1 down');
    await undoAll([host]);
    expect(await machine.run(STATE)).toBe(before);
  });

  it('is made over a new connection where the old one broke', async () => {
    await using machine = await start();
    const before = await machine.run(STATE);
    await using host = await connect(machine);
    const run = thenUndo(
      async () => {
        await setUp(host);
        machine.cut();
        await expect(host.run(['true'])).rejects.toThrow('the connection was lost');
        machine.mend();
        throw later;
      },
      () => undoAll([host]),
    );
    await expect(run).rejects.toBe(later);
    expect(await machine.run(STATE)).toBe(before);
  });

  it('that cannot be made names the machine and the command last, after the first failure', async () => {
    await using gone = await start();
    await using other = await start();
    const before = await other.run(STATE);
    await using host = await connect(gone);
    await using second = await connect(other);
    await setUp(host);
    await setUp(second);
    const run = thenUndo(
      () => {
        gone.cut();
        return Promise.reject(later);
      },
      () => undoAll([host, second]),
    );
    await expect(run).rejects.toBeInstanceOf(ChangesRemain);
    await expect(run).rejects.toThrow(
      /^measuring on dut: no\n {2}fix: look\nundoing the changes: dut: connecting to [^]*\n {2}fix: dut may still have changes; once this is mended, undo them: vrbench teardown -t TESTBED$/,
    );
    await expect(run).rejects.toMatchObject({ kind: 'failure' });
    expect(await other.run(STATE)).toBe(before);
  });

  it('by teardown is made on the machines that answer, and names the others', async () => {
    await using machine = await start();
    await using forced = await startSshd({ keyOptions: 'command="echo Hello"' });
    const before = await machine.run(STATE);
    {
      await using host = await connect(machine);
      await setUp(host);
    }
    const role = (name: string) => ({ machine: name, ports: [] });
    const testbed = {
      roles: {
        generator: role('gen'),
        dut: {
          ...role('dut'),
          kernelSource: { type: 'distribution' as const },
        },
        sink: { ...role('dut'), counting: 'auto' as const },
      },
      connections: { gen: forced.connection, dut: machine.connection },
    };
    const { signal } = new AbortController();
    const undoing = undoTestbed(testbed, { signal, log: () => undefined });
    await expect(undoing).rejects.toThrow(
      /^undoing the changes: gen: running id -u on gen: it did not run; printed in its place: Hello[^]*fix: gen may still have changes; once this is mended, undo them: vrbench teardown -t TESTBED$/,
    );
    await expect(undoing).rejects.toMatchObject({ kind: 'precondition' });
    expect(await machine.run(STATE)).toBe(before);
  });
});
