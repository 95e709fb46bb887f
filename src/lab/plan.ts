import { placedPorts, ROLES } from '../config/testbed/placed-port.js';
import type { TestbedFile } from '../config/testbed/testbed-file.js';
import { Failure } from '../model/failure.js';
import { localMac, type MacAddress } from '../model/network/mac.js';

/** A network card for test frames; cards are eth1, eth2, … in the order of the list. */
export interface PlannedNic {
  /** The testbed's name of the port. */
  readonly port: string;
  readonly mac: MacAddress;
  /** Descriptors of the receive ring. */
  readonly receiveRing: number;
  /** The port at the other end of its cable, if it has one. */
  readonly peer?: string;
}

/** A machine to be booted. */
export interface PlannedMachine {
  readonly name: string;
  /** MiB */
  readonly memory: number;
  readonly cpus: number;
  readonly nics: readonly PlannedNic[];
  /** Its CPUs that do the DUT's work and nothing else; absent where all of them do, or none. */
  readonly isolated?: readonly number[];
}

/** What a testbed file asks a lab for. */
export interface LabPlan {
  readonly name: string;
  readonly machines: readonly PlannedMachine[];
  /** The machine whose CPUs are not shared with the others. */
  readonly dut: string;
  /** The machine that only receives, if there is one that does not also generate. */
  readonly sink?: string;
}

/** A testbed file that no lab can be made of, though its form is right. */
export class UnbootableLab extends Failure {
  override readonly kind = 'invalid-file';

  constructor(lab: string, got: string, remedy: string) {
    super({ attempted: `planning lab '${lab}'`, got, remedy });
  }
}

const MEMORY = 512;

/** MiB of a machine that a lab boots. */
export const memoryOf = ({ machines }: Pick<TestbedFile, 'machines'>, machine: string): number =>
  machines[machine]?.memory ?? MEMORY;

/** As many as e1000e has by default; and for the tester, which must not drop, all that virtio allows. */
const RECEIVE_RING = { dut: 256, tester: 1024 };
/** eth0 is the machine's own, and a card's PCI slot is found from its number. */
const MOST_NICS = 20;

const peersOf = (links: TestbedFile['links']): ReadonlyMap<string, string> =>
  new Map(links.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

/** The CPUs of the DUT on a machine that plays other roles as well, on CPUs of their own. */
const isolatedCpus = ({ roles, machines }: TestbedFile): readonly number[] => {
  const { dut, generator, sink } = roles;
  const others = [...(generator.cpus ?? [0]), ...(sink.cpus ?? [])];
  const shared = generator.machine === dut.machine && (machines[dut.machine]?.cpus ?? 1) > 1;
  return shared ? (dut.cpus ?? []).filter((cpu) => !others.includes(cpu)) : [];
};

const plannedNics = (file: TestbedFile, machine: string, group: number): readonly PlannedNic[] => {
  // They are made on the running machine.
  if (file.softwareNic !== undefined) return [];
  const peers = peersOf(file.links);
  const ports = placedPorts(file).filter(({ role }) => file.roles[role].machine === machine);
  const number = new Map(ports.map(({ port }) => [port.interface, port.name]));
  if (number.size !== ports.length || ports.length > MOST_NICS) {
    const remedy = `give each port its own interface, ${MOST_NICS} on a machine at most`;
    throw new UnbootableLab(file.name, `machine '${machine}' has ${ports.length} ports`, remedy);
  }
  return ports.map((_, index) => {
    const port = number.get(`eth${index + 1}`);
    if (port === undefined) {
      const used = [...number.keys()].join(', ');
      const remedy = `name the ports of '${machine}' eth1 to eth${ports.length}`;
      throw new UnbootableLab(file.name, `machine '${machine}' has interfaces ${used}`, remedy);
    }
    const peer = peers.get(port);
    const receiveRing = RECEIVE_RING[machine === file.roles.dut.machine ? 'dut' : 'tester'];
    return {
      port,
      mac: localMac(group, index + 1),
      receiveRing,
      ...(peer !== undefined && { peer }),
    };
  });
};

/**
 * The machines of a lab and their cables, from its testbed file. Pure.
 * @throws UnbootableLab when the file has no lab, or names interfaces other than eth1, eth2, …
 */
export const planLab = (file: TestbedFile): LabPlan => {
  if (file.lab === undefined) {
    const remedy = 'use the testbed as it is, or add `lab: { kind: virtual }` to it';
    throw new UnbootableLab(file.name, 'its machines are real: the file has no lab', remedy);
  }
  if (file.lab.kind === 'deterministic') {
    const got = 'a deterministic lab is booted anew for every run, and ends with it';
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
    ...(name === dut.machine && isolated.length > 0 && { isolated }),
  }));
  return {
    name: file.name,
    machines,
    dut: dut.machine,
    ...(sink.machine !== generator.machine && { sink: sink.machine }),
  };
};

/** The ports that have a cable. */
export const linkedPorts = ({ machines }: LabPlan): readonly string[] =>
  machines
    .flatMap(({ nics }) => nics.filter(({ peer }) => peer !== undefined))
    .map((nic) => nic.port);
