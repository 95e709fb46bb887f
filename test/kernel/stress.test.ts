import { describe, expect, it } from 'vitest';
import { debugMachine } from './debug-kernel/debug-kernel.js';
import { kernelImage } from './image/debian-kernel.js';
import { bootMachine, type MachineOptions } from './machine.js';

const SEED = process.env.VRBENCH_SEED ?? '2544';
const MINUTE = 60_000;

/** Kinds that may be on one lower device: those of one module. */
const MODULES = [{ kinds: ['napi_macvlan', 'softnet_macvlan'] }, { kinds: ['direct_macvlan'] }];

const stress = async (
  options: MachineOptions,
  kinds: readonly string[],
  lasting: number,
): Promise<string> => {
  await using machine = await bootMachine(options);
  return await machine.run('stress.sh', String(lasting / 1000), SEED, ...kinds);
};

/** Every operation was done; memory is back; the kernel has nothing to say. */
const expectCalm = (said: string): void => {
  const lines = said.trim().split('\n');
  expect(lines.at(-1)).toBe('over');
  expect(lines.filter((line) => /^(?:kernel|leak): /.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('did op_')).length).toBeGreaterThanOrEqual(16);
  console.log(said);
};

describe.each(MODULES)('make, delete, move, flap and unload under traffic: $kinds', ({ kinds }) => {
  it.each(['bookworm', 'trixie'] as const)(
    'two minutes on Debian %s',
    { timeout: 10 * MINUTE },
    async (suite) => {
      expectCalm(await stress({ image: await kernelImage(suite) }, kinds, 2 * MINUTE));
    },
  );

  it('ten minutes on a debug kernel', { timeout: 60 * MINUTE }, async () => {
    expectCalm(await stress(await debugMachine(), kinds, 10 * MINUTE));
  });
});
