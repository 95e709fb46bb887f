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
