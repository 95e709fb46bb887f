import { parseCpuList } from './cpu-list.js';

const FOLDER = '/sys/devices/system/node';

/** Which CPUs each NUMA node has (Documentation/admin-guide/mm/numaperf.rst). */
export const NODE_FILES: readonly string[] = [`${FOLDER}/node[0-9]*/cpulist`];

/** CPUs by the number of their node. */
export type NodeCpus = ReadonlyMap<number, readonly number[]>;

const NAME = new RegExp(`^${FOLDER}/node(\\d+)/cpulist$`);

const cpusIn = (text: string): readonly number[] => {
  try {
    return text.trim() === '' ? [] : parseCpuList(text);
  } catch {
    return [];
  }
};

/** The CPUs of each node; none for a node of memory alone, or whose list is of another form. */
export const parseNodes = (files: ReadonlyMap<string, string>): NodeCpus =>
  new Map(
    [...files].flatMap(([path, text]) => {
      const node = NAME.exec(path)?.[1];
      return node === undefined ? [] : [[Number(node), cpusIn(text)] as const];
    }),
  );
