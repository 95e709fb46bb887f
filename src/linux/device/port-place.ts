import { askFiles, mapped, type Query } from '../text/query.js';
import { parseCpuList } from '../machine/cpu-list.js';
import { devicePlaces, functionOf } from './settings/device-files.js';

/** The NUMA node and the number of transmit queues of a port. */
export interface PortPlace {
  /** Transmit queues; 1 if they could not be read. */
  readonly transmitQueues: number;
  /** The NUMA node of its device; undefined if the firmware names none. */
  readonly node: number | undefined;
  /** The CPUs of that node; undefined like the node. */
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

/** Node and queues of ports in the current network namespace, by interface. */
export const portPlaces = (ports: readonly string[]): Query<ReadonlyMap<string, PortPlace>> =>
  mapped(
    askFiles(ports.flatMap(filesOf)),
    (files) => new Map(ports.map((port) => [port, readPlace(port, files)] as const)),
  );
