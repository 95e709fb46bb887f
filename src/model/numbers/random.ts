/** Pseudo-random numbers, the same for the same seed. */
export interface Random {
  /** Uniformly distributed in (0, 1). */
  uniform(): number;
  /** Standard normally distributed (Box and Muller, 1958). */
  normal(): number;
}

/** A Weyl sequence through MurmurHash3's 32-bit finaliser: good enough for simulated noise. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (((mixed ^ (mixed >>> 16)) >>> 0) + 0.5) / 2 ** 32;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
};

/** The values in random order, all orders equally likely (Fisher and Yates, 1938). */
export const shuffled = <Value>(values: readonly Value[], random: Random): readonly Value[] => {
  const left = [...values];
  return values.flatMap(() => left.splice(Math.floor(random.uniform() * left.length), 1));
};
