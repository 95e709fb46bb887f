import {
  chmod,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTestbed } from '../../../../../src/config/load.js';
import type { CabledPair } from '../../../../../src/preflight/wiring/links.js';
import {
  requireWritableLinks,
  writeLinks,
} from '../../../../../src/session/backends/machines/wiring/write-links.js';
import { changed, TESTBED, withFile } from '../../../../config/examples.js';

const COMMENTED = changed(TESTBED, '  - [gen0, dut0]', '  # in\n  - [gen0, dut0] # blue');
const written = (links: readonly CabledPair[], text = COMMENTED) =>
  withFile(text, async (path) => {
    const has = await writeLinks(await loadTestbed(path), links);
    return { has, text: await readFile(path, 'utf8') };
  });

describe('detected links', () => {
  it('are written to the file, which keeps its comments', async () => {
    expect(
      await written([
        ['gen0', 'dut1'],
        ['dut0', 'sink0'],
      ]),
    ).toEqual({
      has: true,
      text: changed(
        changed(COMMENTED, '[gen0, dut0] #', '[gen0, dut1] #'),
        '[dut1, sink0]',
        '[dut0, sink0]',
      ),
    });
  });

  it('do not change a file that has them', async () => {
    expect(
      await written([
        ['gen0', 'dut0'],
        ['dut1', 'sink0'],
      ]),
    ).toEqual({ has: false, text: COMMENTED });
  });

  it('are refused if a role would be without one, and the file is kept', async () => {
    await withFile(COMMENTED, async (path) => {
      const loaded = await loadTestbed(path);
      await expect(writeLinks(loaded, [['gen0', 'dut0']])).rejects.toThrow(
        'the testbed would not be valid: links: none connects the sink to the DUT',
      );
      expect(await readFile(path, 'utf8')).toBe(COMMENTED);
    });
  });

  const SWAPPED: readonly CabledPair[] = [
    ['gen0', 'dut1'],
    ['dut0', 'sink0'],
  ];

  it('keep a symbolic link, and the permissions of its target', async () => {
    await withFile(COMMENTED, async (path) => {
      const target = join(dirname(path), 'target.yaml');
      await rename(path, target);
      await chmod(target, 0o640);
      await symlink('target.yaml', path);
      expect(await writeLinks(await loadTestbed(path), SWAPPED)).toBe(true);
      expect(await readlink(path)).toBe('target.yaml');
      expect((await stat(target)).mode & 0o777).toBe(0o640);
      expect((await loadTestbed(path)).file.links).toEqual(SWAPPED);
      expect(await readdir(dirname(path))).toEqual(['target.yaml', 'x.yaml']);
    });
  });

  it('do not overwrite what an editor has saved meanwhile', async () => {
    await withFile(COMMENTED, async (path) => {
      const loaded = await loadTestbed(path);
      await writeFile(path, `${COMMENTED}# saved\n`);
      await expect(writeLinks(loaded, SWAPPED)).rejects.toThrow('it has changed since it was read');
      expect(await readFile(path, 'utf8')).toBe(`${COMMENTED}# saved\n`);
    });
  });

  it('keep the whole file if writing fails', async () => {
    await withFile(COMMENTED, async (path) => {
      // In the place of what is written first.
      const draft = `${path}.${process.pid}.tmp`;
      await mkdir(draft);
      await expect(writeLinks(await loadTestbed(path), SWAPPED)).rejects.toMatchObject({
        kind: 'failure',
      });
      await rmdir(draft);
      expect(await readFile(path, 'utf8')).toBe(COMMENTED);
      expect(await readdir(dirname(path))).toEqual(['x.yaml']);
    });
  });

  it('are refused if a comment would be lost, or if an anchor is used elsewhere, too', async () => {
    const brackets = changed(
      changed(
        TESTBED,
        'interface: eth1 }] }\n  dut',
        'interface: eth1 }, { name: gen1, interface: eth2 }] }\n  dut',
      ),
      'links:\n  - [gen0, dut0]\n  - [dut1, sink0]\n',
      'links: [\n  [gen0, dut0], # blue\n  [gen1, dut1],\n  [dut2, sink0],\n  ]\n',
    );
    const spare = changed(
      brackets,
      'name: dut1, interface: eth2 }',
      'name: dut1, interface: eth2 }, { name: dut2, interface: eth3 }',
    );
    const named = changed(
      changed(COMMENTED, '[gen0, dut0]', '[gen0, &port dut0]'),
      'linkSpeed: 1 Gb/s',
      'description: *port',
    );
    const withoutOne: readonly CabledPair[] = [
      ['gen0', 'dut0'],
      ['dut2', 'sink0'],
    ];
    for (const [text, links] of [
      [spare, withoutOne],
      [named, SWAPPED],
    ] as const) {
      await withFile(text, async (path) => {
        await expect(writeLinks(await loadTestbed(path), links)).rejects.toThrow(
          'without losing a comment, or changing something else',
        );
        expect(await readFile(path, 'utf8')).toBe(text);
      });
    }
  });

  it('are refused for anything other than a regular file', async () => {
    await withFile(COMMENTED, async (path) => {
      const { file } = await loadTestbed(path);
      for (const [other, why] of [
        ['/dev/null', 'not a regular file'],
        [join(dirname(path), 'gone.yaml'), 'no such file'],
      ] as const) {
        await expect(requireWritableLinks({ path: other, file })).rejects.toThrow(why);
      }
    });
  });

  it('are refused for a lab', async () => {
    const loaded = await loadTestbed('testbeds/virtual-lab.yaml');
    await expect(writeLinks(loaded, loaded.file.links)).rejects.toThrow('it describes a lab');
  });
});
