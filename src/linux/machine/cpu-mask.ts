/** Numbers in order as the kernel lists CPUs: `0-3,6`; empty for none. */
export const cpuListText = (cpus: readonly number[]): string => {
  const ranges: [number, number][] = [];
  for (const cpu of [...new Set(cpus)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === cpu - 1) last[1] = cpu;
    else ranges.push([cpu, cpu]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
};

/**
 * The CPUs of a bitmask as the kernel prints it, words of 32 bits in hexadecimal, the highest first:
 * `00000000,0000000f` is `0-3` (Documentation/core-api/printk-formats.rst). Undefined for other text.
 */
export const cpusOfMask = (mask: string): string | undefined => {
  if (!/^[0-9a-f]+(,[0-9a-f]{8})*$/i.test(mask)) return undefined;
  const bits = BigInt(`0x${mask.replaceAll(',', '')}`)
    .toString(2)
    .split('')
    .reverse();
  return cpuListText(bits.flatMap((bit, cpu) => (bit === '1' ? [cpu] : [])));
};
