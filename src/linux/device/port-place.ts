import { askFiles, mapped, type Query } from '../text/query.js';
import { parseCpuList } from '../machine/cpu-list.js';
import { devicePlaces, functionOf } from './settings/device-files.js';

/** Where a port is in its machine, and how many ways out it has. */
export interface PortPlace {
  /** Transmit queues; 1 where they could not be read. */
  readonly transmitQueues: number;
  /** The NUMA node of its device; undefined where the firmware names none. */
  readonly node: number | undefined;
  /** The CPUs of that node; undefined likewise. */
  readonly cpus: readonly number[] | undefined;
}

const queueFolders = (port: string): string => `/sys/class/net/${port}/queues/tx-`;

const readPlace = (port: string, files: ReadonlyMap<string, string>): PortPlace => {
  const { own } = functionOf(port, files);
  const folders = [...files.keys()].filter((path) => path.startsWith(queueFolders(port)));
  const node = own('numa_node') ?? '';
  const cpus = own('local_cpulist') ?? '';
  // Without a node the kernel says -1, and lists all CPUs.
  const named = /^\d+$/.test(node);
  return {
    transmitQueues: Math.max(1, folders.length),
    node: named ? Number(node) : undefined,
    cpus: named && /^\d[\d,-]*$/.test(cpus) ? parseCpuList(cpus) : undefined,
  };
};

const filesOf = (port: string): readonly string[] => [
  `${queueFolders(port)}*/`,
  ...devicePlaces(port).flatMap((folder) =>
    ['subsystem_vendor', 'numa_node', 'local_cpulist'].map((name) => `${folder}/${name}`),
  ),
];

/** The places of ports, in the network namespace that it is asked in, by interface. */
export const portPlaces = (ports: readonly string[]): Query<ReadonlyMap<string, PortPlace>> =>
  mapped(
    askFiles(ports.flatMap(filesOf)),
    (files) => new Map(ports.map((port) => [port, readPlace(port, files)] as const)),
  );
