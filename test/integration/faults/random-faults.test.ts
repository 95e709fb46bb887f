import { setTimeout as delay } from 'node:timers/promises';
import { stringify } from 'yaml';
import { describe, expect, it, vi } from 'vitest';
import { openAsRoot } from '../../../src/host/open.js';
import { dutSteps } from '../../../src/provision/machine-setup.js';
import { provision } from '../../../src/provision/provision.js';
import { diskFull } from '../../faults/archive/disk-full.js';
import { drawFor, type Draw } from '../../faults/campaign/draw.js';
import { startController } from '../../faults/controller/controller.js';
import { COMMAND } from '../../faults/kill/kill-teardown.js';
import { openPlaces } from '../../faults/lab/places.js';
import { vrbench } from '../../cli/vrbench.js';
import { planned } from '../../provision/planned.js';
import { sshdProblem, startSshd, type SshdMachine } from '../host/sshd.js';
import { lockedByAll } from '../provision/lock/locking.js';
import { TOPOLOGY } from '../provision/sandbox.js';

// Some seconds; a computer that does other things as well takes ten times as long.
vi.setConfig({ testTimeout: 300_000 });

/** The short part of the campaign (npm run test:faults) that needs no lab. FAULTS_SEED repeats it. */
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);
/** FAULTS_TRIES makes each fault more often. */
const TRIES = Number(process.env.FAULTS_TRIES ?? 1);
process.stderr.write(`random faults: FAULTS_SEED=${SEED}\n`);
const skipped = (await sshdProblem()) !== undefined;

const tries = (row: string): readonly { name: string; draw: Draw }[] =>
  Array.from({ length: TRIES }, (_, index) => ({
    name: `FAULTS_SEED=${SEED}, try ${index + 1}`,
    draw: drawFor(SEED, row, index + 1),
  }));

describe.skipIf(skipped)('a run whose disk is full at a random size', () => {
  it.each(tries('disk-full'))('loses nothing and says so ($name)', async ({ draw }) => {
    await using places = await openPlaces();
    const pages = 1 + draw.below(diskFull.tries);
    const attempt = await diskFull.attempt(places, draw, pages);
    expect(attempt.problems, attempt.moment).toEqual([]);
  });
});

// Up once, as the kernel gives a port its qdisc then.
const PORTS = ['dut0', 'dut1', 'dut2']
  .map((port, index) => {
    const [up, down] = ['up', 'down'].map((state) => `ip link set dev ${port} ${state}`);
    return `ip link add name ${port} type veth peer name peer${index} && ${up} && ${down}`;
  })
  .join(' && ');
const STATE = `for port in dut0 dut1 dut2; do ip -d address show dev $port | grep -v valid_lft; done
ip route show table all; ip neigh show nud permanent; ip netns list
grep -r '' /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf 2>/dev/null | sort; ls /run/vrbench 2>/dev/null; true`;

/** In ms: about what setting up takes. */
const SETUP = 1500;
/** About as many as a teardown has. */
const MOST_COMMANDS = 10;

const testbedOf = ({ connection }: SshdMachine): string => {
  const { type, host, port, user, identityFile, knownHosts } = connection;
  const reached = { type, host, port, user, identityFile, knownHosts };
  const role = (namespace: string | undefined, ...names: readonly string[]) => ({
    machine: 'dut',
    namespace,
    ports: names.map((name) => ({ name, interface: name })),
  });
  return stringify({
    name: 'random-faults',
    machines: { dut: { connection: reached } },
    roles: {
      generator: role('generator', 'peer0', 'peer1'),
      dut: role(undefined, 'dut0', 'dut1', 'dut2'),
      sink: role('sink', 'peer2'),
    },
    links: [
      ['peer0', 'dut0'],
      ['peer1', 'dut1'],
      ['dut2', 'peer2'],
    ],
    linkSpeed: '1 Gb/s',
  });
};

/** Sets the machine up until its connection is cut. */
const cutWhileSetUp = async (machine: SshdMachine, after: number): Promise<void> => {
  const configFile = await machine.folder.file('no-config', '');
  const steps = [...dutSteps(TOPOLOGY), ...planned('ip-forwarder').steps];
  await using host = await lockedByAll(() => openAsRoot('dut', machine.connection, { configFile }));
  const setUp = provision(host, steps, { runId: 'run-1' }).catch(() => undefined);
  await Promise.race([setUp, delay(after)]);
  machine.cut();
  await setUp;
};

describe.skipIf(skipped)('a machine that is cut off, and whose teardown is killed', () => {
  it.each(tries('kill-teardown'))('is as before ($name)', async ({ draw }) => {
    await using machine = await startSshd({ prepare: PORTS });
    const testbed = await machine.folder.file('testbed.yaml', testbedOf(machine));
    const before = await machine.run(STATE);
    await cutWhileSetUp(machine, draw.below(SETUP));
    machine.mend();
    const undoing = startController(['teardown', '-v', '-t', testbed]);
    await undoing.reached(COMMAND, 1 + draw.below(MOST_COMMANDS));
    undoing.signal('SIGKILL');
    await undoing.ended;
    const { exitCode, stderr } = await vrbench(['teardown', '--wait', '-t', testbed]);
    expect(exitCode, stderr).toBe(0);
    expect(await machine.run(STATE)).toBe(before);
  });
});
