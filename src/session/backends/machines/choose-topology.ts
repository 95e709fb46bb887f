import type { Playbook } from '../../../config/playbook.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import { settleAll } from '../../../model/concurrency/settle-all.js';
import type { Topology } from '../../../model/network/topology.js';
import { topologyOf } from '../../plan/topology.js';
import type { Machines } from './connect.js';
import { readPorts } from './ports.js';

/** The ports of a testbed that a playbook uses, as they are on their machines. @throws what readPorts throws */
export const chooseTopology = async (
  machines: Pick<Machines, 'byRole'>,
  testbed: Pick<Testbed, 'roles' | 'links'>,
  playbook: Playbook,
  signal: AbortSignal,
): Promise<Topology> => {
  const { generator, dut, sink } = machines.byRole;
  const [onGenerator = [], onDut = [], onSink = []] = await settleAll([
    readPorts(generator, testbed.roles.generator, signal),
    readPorts(dut, testbed.roles.dut, signal),
    readPorts(sink, testbed.roles.sink, signal),
  ]);
  const ports = { generator: onGenerator, dut: onDut, sink: onSink };
  return topologyOf({ ...playbook, links: testbed.links, ports });
};
