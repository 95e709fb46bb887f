import { z } from 'zod';
import { TENURE_MARK } from '../../host/command/tenure.js';
import { makeBridge, replaceFlows } from '../../linux/openvswitch/bridge.js';
import { startDaemons, stopDaemons } from '../../linux/openvswitch/daemons.js';
import { DATAPATH_DEVICE } from '../../linux/openvswitch/datapath.js';
import { OVS_FOLDER } from '../../linux/openvswitch/folder.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { seconds } from '../../model/units.js';
import { defineStep } from '../define-step.js';

const words = z.array(z.string()).readonly();
const specSchema = z.strictObject({
  datapath: z.enum(['system', 'netdev']),
  /** CPUs for the switch; absent: any. */
  cpus: z.exactOptional(z.array(z.int()).min(1).readonly()),
  ports: z
    .array(
      z.strictObject({
        interface: z.string(),
        number: z.int().min(1),
        internal: z.exactOptional(z.string()),
      }),
    )
    .min(1)
    .readonly(),
  flows: z
    .array(
      z.strictObject({
        table: z.int(),
        priority: z.int(),
        match: words,
        actions: words,
        uncounted: z.exactOptional(z.literal(true)),
      }),
    )
    .readonly(),
});

/** Each of a thousand ports takes a second on an emulated machine. */
const CONFIGURE_DEADLINE = seconds(1800);
const STOP_DEADLINE = seconds(120);

/** Prints the names that exist. */
const FIND = 'for name do [ ! -e "$name" ] || echo "$name"; done';

/**
 * Runs Open vSwitch with a separate database, and one bridge that forwards according to its flows. The
 * machine's own Open vSwitch is not touched: if it has a datapath of this kind, of which a machine has only
 * one, the step is refused.
 */
export const openvswitch = defineStep({
  kind: 'openvswitch',
  spec: specSchema,
  before: z.null(),
  describe: ({ datapath, cpus, ports, flows }) => [
    { argv: startDaemons(datapath, TENURE_MARK, cpus) },
    makeBridge(datapath, ports),
    replaceFlows(flows),
  ],
  read: async (host, { datapath, ports }, signal) => {
    const made = [
      DATAPATH_DEVICE[datapath],
      ...ports.filter(({ internal }) => internal !== undefined).map((port) => port.interface),
    ];
    const names = [OVS_FOLDER, ...made.map((name) => `/sys/class/net/${name}`)];
    const { stdout } = await host.run(['sh', '-c', FIND, 'sh', ...names], { signal });
    const [taken] = stdout.split('\n').filter((name) => name !== '');
    if (taken === undefined) return null;
    throw new PreconditionFailure({
      attempted: 'starting Open vSwitch',
      where: host.name,
      got: `${taken} already exists`,
      remedy:
        'vrbench teardown -t TESTBED; if the machine runs its own Open vSwitch, remove its bridges: ovs-vsctl del-br',
    });
  },
  apply: async (host, { datapath, cpus, ports, flows }, signal) => {
    await host.run(startDaemons(datapath, TENURE_MARK, cpus), { signal });
    for (const { argv, stdin } of [makeBridge(datapath, ports), replaceFlows(flows)]) {
      await host.run(argv, { stdin, signal, deadline: CONFIGURE_DEADLINE });
    }
  },
  undo: async (host, { datapath }) => {
    const { exitCode, stderr } = await host.attempt(stopDaemons(datapath), {
      deadline: STOP_DEADLINE,
    });
    if (exitCode === 0) return;
    throw new Failure({
      attempted: 'stopping Open vSwitch',
      where: host.name,
      got: stderr.trim() || `exit code ${exitCode}`,
    });
  },
});
