import { describe, expect, it } from 'vitest';
import { recipeFor, recipeKey } from '../../../src/lab/image/recipe.js';

const recipe = recipeFor('bookworm');

describe('recipeKey', () => {
  it('is the same for the same recipe', () => {
    expect(recipeKey(recipeFor('bookworm'))).toBe(recipeKey(recipe));
    expect(recipeKey(recipe)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('does not depend on the order of packages, and is that of no extra packages for none', () => {
    expect(recipeKey(recipeFor('bookworm', ['b', 'a', 'b']))).toBe(
      recipeKey(recipeFor('bookworm', ['a', 'b'])),
    );
    expect(recipeKey(recipeFor('bookworm', []))).toBe(recipeKey(recipe));
    expect(recipeFor('bookworm', ['openvswitch-switch']).packages).toEqual([
      ...recipe.packages,
      'openvswitch-switch',
    ]);
  });

  it('changes with anything that is in the image', () => {
    const [first, ...rest] = recipe.files;
    if (first === undefined) throw new Error('a recipe has files');
    const changed = [
      { ...recipe, packages: [...recipe.packages, 'tcpdump'] },
      { ...recipe, files: [{ ...first, text: `${first.text}\n` }, ...rest] },
      { ...recipe, hooks: { ...recipe.hooks, writeImage: `${recipe.hooks.writeImage}\n` } },
      { ...recipe, source: { ...recipe.source, file: 'drivers/net/veth.c' } },
    ];
    const keys = [recipe, ...changed].map(recipeKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('recipeFor', () => {
  it("has the kernel with a NIC's driver, and loads that after eth0's", () => {
    const { packages, files } = recipeFor('bookworm', [], 'e1000e');
    expect(packages.slice(0, 2)).toEqual(['linux-image-amd64', 'linux-headers-amd64']);
    const initramfs = files.find(({ path }) => path.endsWith('make-initramfs'))?.text;
    expect(initramfs).toContain('add virtio virtio_pci virtio_blk crc32c_generic ext4\n');
    expect(files.find(({ path }) => path === 'etc/modprobe.d/vrbench.conf')?.text).toBe(
      'softdep virtio_net post: e1000e\n',
    );
  });

  it('needs no more for virtio than for every machine', () => {
    expect(recipeFor('bookworm', [], 'virtio')).toEqual(recipe);
    expect(recipe.packages.slice(0, 2)).toEqual([
      'linux-image-cloud-amd64',
      'linux-headers-cloud-amd64',
    ]);
  });
});
