import type { NicModel } from '../config/testbed/lab/nic-models.js';
import { placedPorts, ROLES } from '../config/testbed/placed-port.js';
import type { TestbedFile } from '../config/testbed/testbed-file.js';
import { statedCables } from '../config/testbed/tester/cables.js';
import { Failure } from '../model/failure.js';
import { localMac, type MacAddress } from '../model/network/mac.js';

/** A NIC for test frames; NICs are eth1, eth2, … in the order of the list. */
export interface PlannedNic {
  /** The port's name in the testbed. */
  readonly port: string;
  readonly mac: MacAddress;
  /** Descriptors of the receive ring. */
  readonly receiveRing: number;
  /** Absent: virtio. */
  readonly model?: NicModel | undefined;
  /** The port at the other end of its cable, if any. */
  readonly peer?: string | undefined;
}

/** A machine to boot. */
export interface PlannedMachine {
  readonly name: string;
  /** MiB */
  readonly memory: number;
  readonly cpus: number;
  readonly nics: readonly PlannedNic[];
  /** CPUs reserved for the DUT's work; absent if all of them do it, or none. */
  readonly isolated?: readonly number[] | undefined;
}

/** The machines of a lab, as specified by its testbed file. */
export interface LabPlan {
  readonly name: string;
  readonly machines: readonly PlannedMachine[];
  /** The machine whose CPUs are not shared with others. */
  readonly dut: string;
  /** The machine that only receives, unless the sink also generates. */
  readonly sink?: string | undefined;
  /** Packages in addition to those of every lab. */
  readonly packages?: readonly string[] | undefined;
}

/** A valid testbed file that no lab can be booted from. */
export class UnbootableLab extends Failure {
  override readonly kind = 'invalid-file';

  constructor(lab: string, got: string, remedy: string) {
    super({ attempted: `planning lab '${lab}'`, got, remedy });
  }
}

const DEFAULT_MEMORY = 512;

/** A machine's memory in MiB. */
export const memoryOf = ({ machines }: Pick<TestbedFile, 'machines'>, machine: string): number =>
  machines[machine]?.memory ?? DEFAULT_MEMORY;

/** The default of e1000e; for the tester, which must not drop, virtio's maximum. */
const RECEIVE_RING = { dut: 256, tester: 1024 };
/** PCI slots limit the number of NICs, one of which is eth0. */
const MAX_NICS = 20;

/** The other end of each cable. */
const peersOf = (file: TestbedFile): ReadonlyMap<string, string> =>
  new Map(
    statedCables(file).flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
  );

/** CPUs reserved for the DUT on a machine that also generates, on other CPUs. */
const isolatedCpus = ({ roles, machines }: TestbedFile): readonly number[] => {
  const { dut, generator, sink } = roles;
  const others = [...(generator.cpus ?? [0]), ...(sink.cpus ?? [])];
  const shared = generator.machine === dut.machine && (machines[dut.machine]?.cpus ?? 1) > 1;
  return shared ? (dut.cpus ?? []).filter((cpu) => !others.includes(cpu)) : [];
};

const plannedNics = (file: TestbedFile, machine: string, group: number): readonly PlannedNic[] => {
  // Softnic ports are created on the running machine.
  if (file.softwareNic !== undefined) return [];
  const peers = peersOf(file);
  const ports = placedPorts(file).filter(({ role }) => file.roles[role].machine === machine);
  const portOf = new Map(ports.map(({ port }) => [port.interface, port.name]));
  if (portOf.size !== ports.length || ports.length > MAX_NICS) {
    const remedy = `give each port its own interface, at most ${MAX_NICS} per machine`;
    throw new UnbootableLab(file.name, `machine '${machine}' has ${ports.length} ports`, remedy);
  }
  return ports.map((_, index) => {
    const port = portOf.get(`eth${index + 1}`);
    if (port === undefined) {
      const used = [...portOf.keys()].join(', ');
      const remedy = `name the ports of '${machine}' eth1 to eth${ports.length}`;
      throw new UnbootableLab(file.name, `machine '${machine}' has interfaces ${used}`, remedy);
    }
    const peer = peers.get(port);
    const receiveRing = RECEIVE_RING[machine === file.roles.dut.machine ? 'dut' : 'tester'];
    return {
      port,
      mac: localMac(group, index + 1),
      receiveRing,
      model: file.lab?.nic,
      peer,
    };
  });
};

/**
 * Plans a lab's machines and cables from its testbed file. Pure.
 * @throws UnbootableLab when the file has no lab, or names interfaces other than eth1, eth2, …
 */
export const planLab = (file: TestbedFile): LabPlan => {
  if (file.lab === undefined) {
    const remedy = 'use the testbed as it is, or add `lab: { kind: virtual }` to it';
    throw new UnbootableLab(file.name, 'its machines are real: the file has no lab', remedy);
  }
  if (file.lab.kind === 'deterministic') {
    const got = 'a deterministic lab is booted for each run and ends with it';
    throw new UnbootableLab(file.name, got, 'vrbench run -t TESTBED PLAYBOOK, without lab up');
  }
  const names = [...new Set(ROLES.map((role) => file.roles[role].machine))];
  const { generator, dut, sink } = file.roles;
  const isolated = isolatedCpus(file);
  const machines = names.map((name, index) => ({
    name,
    memory: memoryOf(file, name),
    cpus: file.machines[name]?.cpus ?? 1,
    nics: plannedNics(file, name, index + 1),
    isolated: name === dut.machine && isolated.length > 0 ? isolated : undefined,
  }));
  return {
    name: file.name,
    machines,
    dut: dut.machine,
    sink: sink.machine === generator.machine ? undefined : sink.machine,
    packages: file.lab.packages,
  };
};

/** The ports that cables connect, each cable once. */
export const cablesOf = ({ machines }: LabPlan): readonly (readonly [string, string])[] =>
  machines
    .flatMap(({ nics }) => nics)
    .flatMap(({ port, peer }): readonly (readonly [string, string])[] =>
      peer !== undefined && port < peer ? [[port, peer]] : [],
    );

/** The ports that have a cable. */
export const linkedPorts = ({ machines }: LabPlan): readonly string[] =>
  machines
    .flatMap(({ nics }) => nics.filter(({ peer }) => peer !== undefined))
    .map((nic) => nic.port);

/** The NICs of other machines, by machine, at the other ends of a machine's cables. */
export const cabledTo = (
  { machines }: LabPlan,
  machine: string,
): ReadonlyMap<string, readonly string[]> => {
  const own = new Set(machines.find(({ name }) => name === machine)?.nics.map(({ port }) => port));
  const ends = machines
    .filter(({ name }) => name !== machine)
    .map(({ name, nics }) => {
      const ports = nics.flatMap(({ port, peer }) =>
        peer !== undefined && own.has(peer) ? [port] : [],
      );
      return [name, ports] as const;
    });
  return new Map(ends.filter(([, ports]) => ports.length > 0));
};
