import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { batch } from '../../linux/text/batch.js';
import { ONLINE_CPUS, parseCpuList } from '../../linux/machine/cpu-list.js';
import { cpusOf, SOFTNIC, writeAttributes } from '../../modules/softnic/ports.js';
import { inNamespace, type Argv, type Command } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { commandIn } from '../commands.js';
import { defineStep } from '../define-step.js';
import type { Step } from '../step.js';
import { interfaces, type Batch } from './interfaces.js';
import {
  byNamespace,
  portsOf,
  softnicSchema,
  type NamespacePorts,
  type SoftnicSpec,
  type SoftnicPort,
} from './softnic-ports.js';

type Ends = SoftnicSpec['pairs'][number];

const batchIn = (namespace: string | undefined, lines: Batch['lines']): Batch => ({
  ...(namespace !== undefined && { namespace }),
  lines,
});

/** The namespace of the peer: process 1 is in the initial one. */
const netns = (dut: Ends['dut'], peer: Ends['peer']): string[] =>
  peer.namespace === dut.namespace ? [] : ['netns', peer.namespace ?? '1'];

/** The default is one. */
const queuesOf = (queues: number): string[] =>
  queues === 1 ? [] : ['numtxqueues', String(queues), 'numrxqueues', String(queues)];

/** Creates the DUT's port first, then its peer, whose `link` is resolved in the DUT's namespace. */
const creation = ({ pairs, queues = 1 }: SoftnicSpec): readonly Batch[] =>
  [...new Set(pairs.map(({ dut }) => dut.namespace))].map((namespace) =>
    batchIn(
      namespace,
      pairs
        .filter(({ dut }) => dut.namespace === namespace)
        .flatMap(({ dut, peer }) => [
          [
            ...['link', 'add', 'name', dut.interface, 'address', dut.mac],
            ...[...queuesOf(queues), 'type', SOFTNIC],
          ],
          [
            ...['link', 'add', 'link', dut.interface, 'name', peer.interface],
            ...['address', peer.mac, ...netns(dut, peer), ...queuesOf(queues), 'type', SOFTNIC],
          ],
        ]),
    ),
  );

const removal = (places: readonly NamespacePorts[]): readonly Batch[] =>
  places.map(({ namespace, ports }) =>
    batchIn(
      namespace,
      ports.map((port) => ['link', 'del', 'dev', port.interface]),
    ),
  );

/** Sets the attributes of ports while they are down, as some cannot be changed otherwise. */
const settings = (spec: SoftnicSpec, { namespace, ports }: NamespacePorts): readonly Command[] => {
  const { receiveRing, transmitRing, speed, receiveOffload } = spec;
  const ethtool = ports.flatMap(({ interface: port, ofDut }): Argv[] => [
    ['ethtool', '-G', port, 'rx', `${receiveRing}`, 'tx', `${transmitRing}`],
    ['ethtool', '-s', port, 'speed', `${speed}`, 'duplex', 'full', 'autoneg', 'off'],
    ...(ofDut ? [['ethtool', '-K', port, 'gro', receiveOffload ? 'on' : 'off'] as const] : []),
  ]);
  return [commandIn(namespace, writeAttributes(ports)), commandIn(namespace, batch(ethtool))];
};

const refuseTaken = async (
  host: Host,
  { namespace, ports }: NamespacePorts,
  signal?: AbortSignal,
) => {
  const argv = inNamespace(namespace, ['ls', '/sys/class/net']);
  const { stdout } = await host.run(argv, { signal });
  const taken = ports.find((port) => stdout.split('\n').includes(port.interface));
  if (taken === undefined) return;
  throw new PreconditionFailure({
    attempted: `creating port ${taken.interface}`,
    where: host.name,
    got: `a network device of that name already exists${namespace === undefined ? '' : ` in namespace ${namespace}`}`,
    remedy: `vrbench teardown -t TESTBED; if vrbench did not create it, give the port another interface in the testbed`,
  });
};

const refuseMissingCpu = async (
  host: Host,
  ports: readonly SoftnicPort[],
  signal?: AbortSignal,
) => {
  const { stdout } = await host.run(['cat', ONLINE_CPUS], { signal });
  const online = parseCpuList(stdout, host.name);
  const port = ports.find((each) => cpusOf(each).some((cpu) => !online.includes(cpu)));
  if (port === undefined) return;
  throw new PreconditionFailure({
    attempted: `assigning port ${port.interface} to CPU ${cpusOf(port).join(', ')}`,
    where: host.name,
    got: `that CPU is not online; online CPUs: ${stdout.trim()}`,
    remedy: `correct 'cpus' of the role of ${port.interface} in the testbed`,
  });
};

/** The spec of the step that creates the pairs, which this one extends. */
const linksOf = (spec: SoftnicSpec): Step =>
  interfaces({ apply: creation(spec), undo: removal(byNamespace(portsOf(spec))) });

/**
 * Creates the ports of the software NIC in connected pairs, all down. Their module
 * is loaded and their namespaces exist.
 * @throws PreconditionFailure if a name is taken, or a CPU is not online
 */
export const softwareNic = defineStep({
  kind: 'software-nic',
  spec: softnicSchema,
  before: z.null(),
  describe: (spec) => [
    ...linksOf(spec).describe(),
    ...byNamespace(portsOf(spec)).flatMap((place) => settings(spec, place)),
  ],
  // Everything this step creates is new, so there is no previous state.
  read: async (host, spec, signal) => {
    const ports = portsOf(spec);
    for (const place of byNamespace(ports)) await refuseTaken(host, place, signal);
    await refuseMissingCpu(host, ports, signal);
    return null;
  },
  undo: (host, spec, before) => linksOf(spec).undo(host, before),
});
