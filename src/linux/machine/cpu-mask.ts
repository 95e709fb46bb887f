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

const WORD = 32;

/** CPUs as a bit mask in the kernel's form: hexadecimal words of 32 bits, the highest first; 0 for none. */
export const cpuMask = (cpus: readonly number[]): string => {
  const words = Array.from({ length: Math.floor(Math.max(0, ...cpus) / WORD) + 1 }, (_, word) =>
    cpus
      .filter((cpu) => Math.floor(cpu / WORD) === word)
      .reduce((mask, cpu) => mask + 2 ** (cpu % WORD), 0),
  );
  const [highest = 0, ...others] = words.reverse();
  return [highest.toString(16), ...others.map((each) => each.toString(16).padStart(8, '0'))].join(
    ',',
  );
};
