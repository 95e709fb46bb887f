import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadTestbed } from '../../../../../src/config/load.js';
import type { Link } from '../../../../../src/preflight/wiring/links.js';
import { writeLinks } from '../../../../../src/session/backends/machines/wiring/write-links.js';
import { changed, TESTBED, withFile } from '../../../../config/examples.js';

const COMMENTED = changed(TESTBED, '  - [gen0, dut0]', '  # in\n  - [gen0, dut0] # blue');
const written = (links: readonly Link[], text = COMMENTED) =>
  withFile(text, async (path) => {
    const has = await writeLinks(await loadTestbed(path), links);
    return { has, text: await readFile(path, 'utf8') };
  });

describe('links that were seen', () => {
  it('go into the file, with its comments', async () => {
    expect(await written([['gen0', 'dut1'], ['dut0', 'sink0']])).toEqual({
      has: true,
      text: changed(changed(COMMENTED, '[gen0, dut0] #', '[gen0, dut1] #'), '[dut1, sink0]', '[dut0, sink0]'),
    });
  });

  it('leave it alone where it has them', async () => {
    expect(await written([['gen0', 'dut0'], ['dut1', 'sink0']])).toEqual({ has: false, text: COMMENTED });
  });

  it('are refused where a role would be without one, and the file stays', async () => {
    await withFile(COMMENTED, async (path) => {
      const loaded = await loadTestbed(path);
      await expect(writeLinks(loaded, [['gen0', 'dut0']])).rejects.toThrow(
        'the testbed would not be valid: links: links: none connects the sink to the DUT',
      );
      expect(await readFile(path, 'utf8')).toBe(COMMENTED);
    });
  });

  it('are refused for a lab', async () => {
    const loaded = await loadTestbed('testbeds/virtual-lab.yaml');
    await expect(writeLinks(loaded, loaded.file.links)).rejects.toThrow('it describes a lab');
  });
});
