import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelLine } from '../../src/linux/kernel/release.js';
import { DEBIAN_KERNELS, kernelImage } from './image/debian-kernel.js';
import { bootMachine, type KernelMachine } from './machine.js';

const DIRECT_LINES = new URL('../../kernel-patch/direct-macvlan/kernels', import.meta.url);

/** Modules are built where the image is: a kernel that they do not compile for has none. */
describe.each(DEBIAN_KERNELS)("Debian's kernel of %s", (kernel) => {
  let machine: KernelMachine;

  beforeAll(async () => {
    machine = await bootMachine({ image: await kernelImage(kernel) });
    console.log(`${kernel}: Linux ${machine.release}`);
    return () => machine[Symbol.asyncDispose]();
  });

  it.each(['napi_macvlan', 'softnet_macvlan'])(
    '%s, softnic and frame_sink load and carry frames',
    async (kind) => {
      await expect(machine.run('loads.sh', kind)).resolves.toBeDefined();
    },
  );

  it('direct_macvlan is there if its table has the line', async () => {
    const lines = (await readFile(DIRECT_LINES, 'utf8')).trim().split('\n');
    const carried = machine.run('loads.sh', 'direct_macvlan');
    await (lines.includes(kernelLine(machine.release))
      ? expect(carried).resolves.toBeDefined()
      : expect(carried).rejects.toThrow(/direct_macvlan\.ko/));
  });
});
