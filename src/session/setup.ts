import type { RoleName, Testbed } from '../config/testbed.js';
import type { Host } from '../host/host.js';
import { parseCpuinfo } from '../linux/cpuinfo.js';
import { parseDriver, parseFeatures } from '../linux/ethtool.js';
import { parseMemoryTotal } from '../linux/meminfo.js';
import { parseUname } from '../linux/uname.js';
import { parseVulnerabilities, VULNERABILITIES } from '../linux/vulnerabilities.js';
import { inNamespace, type Argv } from '../model/command.js';
import type { Port, Topology } from '../model/topology.js';
import type { PortSetup, RoleSetup, Setup } from '../results/schema.js';
import type { Machines } from './machines.js';
import { together } from '../model/together.js';

const portSetup = async (
  host: Host,
  port: Port,
  namespace: string | undefined,
): Promise<PortSetup> => {
  const ask = (flag: string): Argv => inNamespace(namespace, ['ethtool', flag, port.interface]);
  const [driver, features] = await Promise.all([host.run(ask('-i')), host.run(ask('-k'))]);
  const { name, firmware } = parseDriver(driver.stdout, host.name);
  const offloads = [...parseFeatures(features.stdout, host.name)].map(
    ([feature, { on }]) => [feature, on] as const,
  );
  return {
    ...port,
    driver: name,
    firmware: firmware ?? null,
    offloads: Object.fromEntries(offloads),
  };
};

const roleSetup = async (
  host: Host,
  role: Testbed['roles'][RoleName],
  ports: readonly Port[],
): Promise<RoleSetup> => {
  const [uname, cpuinfo, meminfo, vulnerabilities] = await Promise.all([
    host.run(['uname', '-srvm']),
    host.run(['cat', '/proc/cpuinfo']),
    host.run(['cat', '/proc/meminfo']),
    // grep finds nothing on kernels and CPUs that know of no vulnerability.
    host.attempt(VULNERABILITIES),
  ]);
  const cpu = parseCpuinfo(cpuinfo.stdout, host.name);
  return {
    machine: role.machine,
    kernelRelease: parseUname(uname.stdout, host.name).release,
    cpuModel: cpu.model,
    cpus: cpu.cpus,
    hypervisor: cpu.hypervisor,
    memory: parseMemoryTotal(meminfo.stdout, host.name),
    mitigations: parseVulnerabilities(vulnerabilities.stdout, host.name),
    ports: await together(ports.map((port) => portSetup(host, port, role.namespace))),
  };
};

/**
 * What the machines of a run are: all that its figures depend on and that a reader could ask for.
 * @throws ParseFailure, and what Host.run throws
 */
export const setupOf = async (
  machines: Machines,
  { roles }: Testbed,
  { ingress, egress }: Topology,
  module: Setup['module'],
): Promise<Setup> => {
  const { byRole } = machines;
  const peers = (side: Topology['ingress']) => side.map(({ peer }) => peer);
  const onDut = [...ingress, ...egress].map(({ dut }) => dut);
  const [generator, dut, sink] = await Promise.all([
    roleSetup(byRole.generator, roles.generator, peers(ingress)),
    roleSetup(byRole.dut, roles.dut, onDut),
    roleSetup(byRole.sink, roles.sink, peers(egress)),
  ]);
  return { roles: { generator, dut, sink }, module };
};
