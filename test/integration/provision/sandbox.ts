import { hostIn } from '../../../src/host/namespaced-host.js';
import { once } from 'node:events';
import { execa } from 'execa';
import { commandFailure, DeadlineExceeded } from '../../../src/host/errors.js';
import type { Tenure } from '../../../src/host/command/tenure.js';
import type { Host, Output, RunOptions } from '../../../src/host/host.js';
import type { LockedHost } from '../../../src/host/locked-host.js';
import type { Argv } from '../../../src/model/command.js';
import { Interrupted } from '../../../src/model/failure.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { inMilliseconds, seconds } from '../../../src/model/units.js';
import type { Attachment, Topology } from '../../../src/model/network/topology.js';

const SETUP = 'mount -t tmpfs tmpfs /run && mount -t sysfs sysfs /sys && echo ready && exec cat';

/** No other controller can reach a sandbox. */
const TENURE = '0'.repeat(16) as Tenure;

/**
 * Makes a host whose commands run in network, mounts and /run of their own. Nothing of it is left
 * when it is disposed, or when this process ends.
 * @throws where this process may not make namespaces
 */
export const openSandbox = async (name = 'dut'): Promise<LockedHost> => {
  const holder = execa('unshare', ['-n', '-m', '--propagation', 'private', 'sh', '-c', SETUP], {
    reject: false,
  });
  const ended = holder.then(({ stderr }) => {
    throw new Error(`no namespaces to test in: ${stderr}`);
  });
  await Promise.race([once(holder.stdout, 'data'), ended]);
  ended.catch(() => undefined);

  const attempt = async (argv: Argv, options: RunOptions = {}): Promise<Output> => {
    const { stdin = '', signal, deadline = seconds(60) } = options;
    const result = await execa('nsenter', ['-t', String(holder.pid), '-n', '-m', '--', ...argv], {
      reject: false,
      input: stdin,
      stripFinalNewline: false,
      timeout: inMilliseconds(deadline),
      ...(signal !== undefined && { cancelSignal: signal }),
    });
    if (result.isCanceled) throw new Interrupted(argv.join(' '));
    if (result.timedOut) throw new DeadlineExceeded(name, argv, deadline);
    const { exitCode = -1, stdout, stderr } = result;
    return { argv, exitCode, stdout, stderr };
  };

  const host: LockedHost = {
    name,
    tenure: TENURE,
    in: (namespace) => hostIn(host, namespace),
    attempt,
    run: async (argv, options) => {
      const output = await attempt(argv, options);
      if (output.exitCode === 0) return output;
      throw commandFailure(name, output);
    },
    withLineProtocol: () => Promise.reject(new Error('not used')),
    upload: () => Promise.reject(new Error('not used')),
    [Symbol.asyncDispose]: async () => {
      holder.stdin.end();
      await holder;
    },
  };
  return host;
};

/** Why tests in a sandbox cannot run here; undefined where they can. Under CI they must. */
export const sandboxProblem = async (): Promise<string | undefined> => {
  if (process.env.CI === 'true') return undefined;
  try {
    await using host = await openSandbox();
    await host.run(['ip', 'link', 'add', 'name', 'e0', 'type', 'veth', 'peer', 'name', 'e1']);
    await host.run(['ip', 'link', 'add', 'link', 'e0', 'name', 'm0', 'type', 'macvlan']);
    return undefined;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    console.warn(`skipped, needs root, namespaces, veth and macvlan: ${problem}`);
    return problem;
  }
};

const attachment = (dut: string, peer: string, index: number): Attachment => ({
  dut: { name: dut, interface: dut, mac: macAddress(`02:00:00:00:01:0${index}`) },
  peer: { name: peer, interface: peer, mac: macAddress(`02:00:00:00:02:0${index}`) },
});

/** Ports in from the generator and out to the sink: dut0, dut1 ..., gen0 ... and sink0 ... */
export const topologyOf = (ingress: number, egress: number): Topology => ({
  ingress: Array.from({ length: ingress }, (_, index) =>
    attachment(`dut${index}`, `gen${index}`, index),
  ),
  egress: Array.from({ length: egress }, (_, index) =>
    attachment(`dut${ingress + index}`, `sink${index}`, ingress + index),
  ),
});

/** Two ports in from the generator, one out to the sink. */
export const TOPOLOGY: Topology = topologyOf(2, 1);

/** Cables the topology: the DUT is the sandbox, generator and sink are namespaces gen and sink. */
export const cable = async (host: Host, { ingress, egress }: Topology): Promise<void> => {
  const cables = [
    ...ingress.map((ends) => ({ ...ends, namespace: 'gen' })),
    ...egress.map((ends) => ({ ...ends, namespace: 'sink' })),
  ];
  await host.run(['ip', 'netns', 'add', 'gen']);
  await host.run(['ip', 'netns', 'add', 'sink']);
  for (const { dut, peer, namespace } of cables) {
    const near = ['name', dut.interface, 'address', dut.mac];
    const far = ['name', peer.interface, 'address', peer.mac, 'netns', namespace];
    await host.run(['ip', 'link', 'add', ...near, 'type', 'veth', 'peer', ...far]);
  }
};

const show = async (host: Host, ...argv: Argv): Promise<unknown> =>
  JSON.parse((await host.run(argv)).stdout || '[]');

interface ShownLink {
  readonly flags: readonly string[];
}

/**
 * Without what the kernel does on its own: it attaches a port's qdisc when the port first comes up,
 * and works off what carriers came and went later.
 */
const lasting = (links: unknown): unknown =>
  (links as ShownLink[]).map((link) => ({
    ...link,
    qdisc: undefined,
    operstate: undefined,
    flags: link.flags.filter((flag) => flag !== 'NO-CARRIER' && flag !== 'LOWER_UP'),
  }));

/** The devices that have filters, or could. */
const filtering = (qdiscs: unknown): unknown =>
  (qdiscs as { readonly kind: string }[]).filter(({ kind }) => kind === 'clsact');

/** Without the multicast groups of devices, which come and go with their IPv6. */
const unicast = (entries: unknown): unknown =>
  (entries as { readonly mac: string }[]).filter(({ mac }) => !/^(33:33|01:00:5e)/.test(mac));

/** What provisioning may change of one network namespace. */
interface PlaceState {
  /** Empty for the sandbox's own. */
  readonly place: string;
  readonly [what: string]: unknown;
}

/** All that provisioning may change, of the sandbox and the namespaces in it. */
export const snapshot = async (
  host: Host,
): Promise<{
  readonly states: readonly PlaceState[];
  /** Of the sandbox's own namespace. */
  readonly filters: unknown;
  readonly forwarding: unknown;
  readonly files: readonly string[];
}> => {
  const places = ['', ...(await host.run(['ls', '/run/netns'])).stdout.split('\n').filter(Boolean)];
  const states = places.map(async (place): Promise<PlaceState> => {
    const ip = ['ip', ...(place === '' ? [] : ['-n', place]), '-j', '-d'] as const;
    const inside: Argv = place === '' ? ['grep'] : ['ip', 'netns', 'exec', place, 'grep'];
    const sysctls = ['ipv4/conf', 'ipv6/conf', 'bridge'].map((each) => `/proc/sys/net/${each}`);
    const [links, routes, neighbours, values] = await Promise.all([
      show(host, ...ip, 'address', 'show'),
      show(host, ...ip, 'route', 'show', 'table', 'all'),
      show(host, ...ip, 'neigh', 'show', 'nud', 'all'),
      host.attempt([...inside, '-r', '', ...sysctls]),
    ]);
    const settings = values.stdout.split('\n').sort();
    return { place, links: lasting(links), routes, neighbours, settings };
  });
  const filters = filtering(await show(host, 'tc', '-j', 'qdisc'));
  const forwarding = unicast(await show(host, 'bridge', '-j', 'fdb', 'show'));
  const files = (await host.run(['find', '/run', '-type', 'f'])).stdout.split('\n').sort();
  return { states: await Promise.all(states), filters, forwarding, files };
};
