import { Failure } from '../../model/failure.js';
import type { KernelFunction } from '../../model/instruction-profile.js';

/** `ffffffffc0201050 t dummy_xmit	[dummy]`, as in System.map and /proc/kallsyms. */
const LINE = /^([0-9a-f]{8,16}) ([A-Za-z]) (\S+)(?:\s+\[(\S+)\])?$/;

/** The types of nm(1) that are code: in the text section, global or local; weak functions. */
const CODE = new Set(['t', 'T', 'w', 'W']);

/** Where a symbol starts and the previous one ends; without `code` where data starts. */
interface Boundary {
  readonly address: bigint;
  readonly code?: KernelFunction;
}

/** The functions of a running kernel by their addresses. */
export interface KernelSymbols {
  /** The function at an address; undefined outside of named code. */
  readonly functionAt: (address: bigint) => KernelFunction | undefined;
}

const unreadable = (file: string, got: string): Failure =>
  new Failure({
    attempted: `reading the kernel's symbols in ${file}`,
    got,
    remedy:
      "use /proc/kallsyms of the running machine, read as root; Debian's System.map has no addresses",
  });

const boundary = (line: string, at: number, file: string): Boundary => {
  const [, address, type, name, module] = LINE.exec(line) ?? [];
  if (address === undefined || type === undefined || name === undefined) {
    throw unreadable(file, `line ${at} is not a symbol: ${JSON.stringify(line.slice(0, 80))}`);
  }
  const code = { name, ...(module !== undefined && { module }) };
  return { address: BigInt(`0x${address}`), ...(CODE.has(type) && { code }) };
};

const byAddress = (a: Boundary, b: Boundary): number =>
  a.address < b.address ? -1 : Number(a.address > b.address);

/** One boundary per address: code rather than data, and the first of aliases, as the kernel does. */
const distinct = (sorted: readonly Boundary[]): readonly Boundary[] => {
  const kept: Boundary[] = [];
  for (const each of sorted) {
    const last = kept.at(-1);
    if (last?.address !== each.address) kept.push(each);
    else if (last.code === undefined) kept[kept.length - 1] = each;
  }
  return kept;
};

/** The last boundary at or before an address. */
const lastBefore = (boundaries: readonly Boundary[], address: bigint): Boundary | undefined => {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const here = boundaries[middle];
    if (here !== undefined && here.address <= address) low = middle + 1;
    else high = middle;
  }
  return boundaries[low - 1];
};

/**
 * Parses /proc/kallsyms, or a System.map followed by the lines of /proc/kallsyms for modules. Only
 * with nokaslr are the addresses the same at every boot.
 * @param file the file's name for messages
 * @throws Failure for a line that is not a symbol, or when the kernel hides the addresses
 */
export const parseKernelSymbols = (text: string, file: string): KernelSymbols => {
  const lines = text.trimEnd().split('\n');
  const boundaries = distinct(
    lines.map((line, index) => boundary(line, index + 1, file)).sort(byAddress),
  );
  const hidden = !boundaries.some(({ address, code }) => address !== 0n && code !== undefined);
  if (hidden) throw unreadable(file, 'no function has an address');
  return { functionAt: (address) => lastBefore(boundaries, address)?.code };
};
