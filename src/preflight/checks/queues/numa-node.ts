import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const numaNode = portCheck({
  name: 'numa-node',
  title: 'NUMA node of port and CPUs',
  about:
    "If a port is on another NUMA node than the CPUs that handle its frames, every descriptor and every frame crosses the interconnect. Give the role CPUs of the port's node, or put the card in another slot.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ setting }) => {
      const node = setting('numaNode');
      const near = node === undefined ? undefined : facts.machine.nodes.get(node);
      const far = role.cpus.filter((cpu) => near !== undefined && !near.includes(cpu));
      return far.length === 0
        ? []
        : [
            {
              severity: 'distorts',
              found: `it is on NUMA node ${node}, CPUs ${far.join(', ')} are not`,
              why: 'every frame crosses the interconnect',
              fix: `give the role CPUs of node ${node}: ${near?.join(', ')}`,
            },
          ];
    }),
});
