import { describe, expect, it } from 'vitest';
import { debugKernel } from './debug-kernel/debug-kernel.js';
import { bootMachine, type Difference, type Suite } from './machine.js';

const SEED = process.env.VRBENCH_SEED ?? '2544';
const MINUTE = 60_000;

/** What is kept for later by the kernel itself, such as neighbours of a namespace that has gone. */
const KEPT_KB = 16_384;

/** Kinds that may be on one lower device: those of one module. */
const MODULES = [{ kinds: ['napi_macvlan', 'softnet_macvlan'] }, { kinds: ['direct_macvlan'] }];

const stress = async (
  suite: Suite,
  kinds: readonly string[],
  lasting: number,
  difference?: Difference,
): Promise<string> => {
  await using machine = await bootMachine(suite, difference);
  return await machine.run('stress.sh', String(lasting / 1000), SEED, ...kinds);
};

/** Every operation was done; memory is back; the kernel has nothing to say. */
const expectCalm = (said: string): void => {
  const lines = said.trim().split('\n');
  expect(lines.at(-1)).toBe('over');
  expect(lines.filter((line) => /^(?:kernel|leak): /.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('did op_')).length).toBeGreaterThanOrEqual(16);
  const memory = lines.find((line) => line.startsWith('memory '));
  expect(Number(memory?.split(' ')[1])).toBeLessThan(KEPT_KB);
  console.log(said);
};

describe.each(MODULES)('make, delete, move, flap and unload under traffic: $kinds', ({ kinds }) => {
  it.each(['bookworm', 'trixie'] as const)(
    'two minutes on Debian %s',
    { timeout: 10 * MINUTE },
    async (suite) => {
      expectCalm(await stress(suite, kinds, 2 * MINUTE));
    },
  );

  it('ten minutes on a debug kernel', { timeout: 60 * MINUTE }, async () => {
    const { kernel, modules } = await debugKernel();
    expectCalm(await stress('bookworm', kinds, 10 * MINUTE, { memory: 2048, kernel, modules }));
  });
});
