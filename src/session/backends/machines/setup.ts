import type { Playbook } from '../../../config/playbook.js';
import type { RoleName } from '../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { Host } from '../../../host/host.js';
import { parseCpuinfo, parseMemoryTotal } from '../../../linux/machine/hardware.js';
import { parseDriver, parseFeatures } from '../../../linux/device/ethtool.js';
import { parseUname } from '../../../linux/kernel/release.js';
import { parseVulnerabilities, VULNERABILITIES } from '../../../linux/machine/vulnerabilities.js';
import { inNamespace, type Argv } from '../../../model/command.js';
import { identityText } from '../../../model/network/port-identity.js';
import type { Port } from '../../../model/network/topology.js';
import { moduleIdentity } from '../../../provision/kernel-module/identity.js';
import { MODULES } from '../../../provision/kernel-module/modules.js';
import { patchFor } from '../../../provision/kernel-module/patched/patch.js';
import { portsUp } from '../../../provision/steps/ports-up.js';
import type { SoftnicWiring } from '../../../provision/softnic-steps.js';
import type { PortSetup, RoleSetup, Setup } from '../../../results/schema.js';
import type { Blueprint, PlannedDataPlane } from '../../plan/blueprint.js';
import { testFramesOf, type FramesOn } from '../../../traffic/generator/test-frames.js';
import type { Patches } from '../../run/events.js';
import type { HostsByRole } from './connect.js';
import type { SinkCounting } from './sink-counting.js';
import { settleAll } from '../../../model/concurrency/settle-all.js';

const portSetup = async (
  host: Host,
  { identity, ...port }: Port,
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
    ...(identity !== undefined && { foundBy: identityText(identity) }),
    driver: name,
    firmware: firmware ?? null,
    offloads: Object.fromEntries(offloads),
  };
};

// All queries are issued at once: a job's host answers only when the whole job has run.
const roleSetup = async (
  host: Host,
  role: Testbed['roles'][RoleName],
  ports: readonly Port[],
): Promise<RoleSetup> => {
  const [uname, cpuinfo, meminfo, vulnerabilities, setups] = await Promise.all([
    host.run(['uname', '-srvm']),
    host.run(['cat', '/proc/cpuinfo']),
    host.run(['cat', '/proc/meminfo']),
    // grep finds nothing on kernels and CPUs without known vulnerabilities.
    host.attempt(VULNERABILITIES),
    settleAll(ports.map((port) => portSetup(host, port, role.namespace))),
  ]);
  const cpu = parseCpuinfo(cpuinfo.stdout, host.name);
  return {
    machine: role.machine,
    kernelRelease: parseUname(uname.stdout, host.name).release,
    cpuModel: cpu.model,
    cpus: cpu.cpus,
    hypervisor: cpu.hypervisor,
    memory: parseMemoryTotal(meminfo.stdout, host.name),
    mitigations: parseVulnerabilities(vulnerabilities.stdout),
    ports: setups,
  };
};

/**
 * Identifies the machines of a run, for the archive; their settings are read by the survey.
 * @throws ParseFailure, and what Host.run throws
 */
export const rolesOf = async (
  { byRole }: HostsByRole,
  { roles }: Pick<Testbed, 'roles'>,
  ports: Readonly<Record<RoleName, readonly Port[]>>,
): Promise<Setup['roles']> => {
  const of = (role: RoleName): Promise<RoleSetup> =>
    roleSetup(byRole[role], roles[role], ports[role]);
  const [generator, dut, sink] = await Promise.all([of('generator'), of('dut'), of('sink')]);
  return { generator, dut, sink };
};

/**
 * Marks the ports of the roles that the base steps brought up as isolated: that step refuses a port with
 * an address, a default route or another device on it. To be called after the base is set up.
 */
export const isolatedRoles = (
  roles: Setup['roles'],
  { base }: Pick<Blueprint, 'base'>,
): Setup['roles'] => {
  const marked = (role: RoleName): RoleSetup => {
    const taken = base[role].flatMap((step) => (portsUp.is(step) ? step.spec.interfaces : []));
    const ports = roles[role].ports.map((port) =>
      taken.includes(port.interface) ? { ...port, isolated: true as const } : port,
    );
    return { ...roles[role], ports };
  };
  return { generator: marked('generator'), dut: marked('dut'), sink: marked('sink') };
};

/** The modules of this project loaded for a run. @throws what Host.run throws */
export const modulesOf = async (
  dut: Host,
  { modules: names }: Pick<Blueprint, 'modules'>,
  { softwareNic }: Pick<SoftnicWiring, 'softwareNic'>,
): Promise<Omit<Setup, 'roles'>> => {
  const [modules, nic] = await Promise.all([
    Promise.all(names.map((name) => moduleIdentity(dut, name))),
    softwareNic && moduleIdentity(dut, 'softnic'),
  ]);
  return { modules, ...(nic && { softwareNic: nic }) };
};

/** The patches that modules under test were built with, by their file names in the archive. */
export const patchesOf = async (
  { modules }: Pick<Blueprint, 'modules'>,
  { modules: loaded }: Pick<Setup, 'modules'>,
  dut: Host,
): Promise<Patches> => {
  const release = loaded[0]?.kernelRelease;
  if (release === undefined) return {};
  const texts = modules.map(async (module) => {
    const { text } = await patchFor(module, release, dut.name);
    return [`${MODULES[module].folder}.patch`, text] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
};

/** The format of test frames that pktgen sends, on each data plane. */
export const pktgenFrames = (
  { trial: { cloneSkb } }: Pick<Playbook, 'trial'>,
  { roles }: Pick<Testbed, 'roles'>,
  { dataPlanes }: Pick<Blueprint, 'dataPlanes'>,
): NonNullable<Setup['testFrames']> =>
  testFramesOf(
    { sender: 'pktgen', cloneSkb, threadsPerPort: roles.generator.threadsPerPort },
    dataPlanes.map(framesOn),
  );

/** The format of test frames that the sources of software ports send, on each data plane. */
export const sourceFrames = (
  { dataPlanes }: Pick<Blueprint, 'dataPlanes'>,
  countedBy: SinkCounting['by'],
): NonNullable<Setup['testFrames']> =>
  testFramesOf(
    { sender: 'softnic-source', numbered: countedBy === 'frame-sink' },
    dataPlanes.map(framesOn),
  );

/** The properties of a data plane that determine the format of test frames. */
const framesOn = ({ dataPlane, networkName, network }: PlannedDataPlane): FramesOn => ({
  dataPlane: dataPlane.name,
  networkName,
  network,
});
