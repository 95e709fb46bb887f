import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thrownBy } from '../program-under-test.js';

describe('vrbench init', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-init-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const refusal = (...words: string[]): Promise<unknown> =>
    thrownBy(['init', '-o', join(folder, 'new.yaml'), ...words]);

  it.each([
    [[], "name the machines: 'init GENERATOR DUT SINK', or --generator, --dut and --sink"],
    [['--generator', 'a'], "name the machines: 'init GENERATOR DUT SINK'"],
    [['a', 'b', 'c', 'd'], 'at most three hosts'],
    [['a', 'b', '--sink', 'c'], 'name the machines in one way'],
    [['a', 'a', 'c'], 'the DUT must be a separate machine'],
    [['--generator', 'a', '--dut', 'b', '--sink', 'b'], 'the DUT must be a separate machine'],
    [['root@a', 'b c'], "'b c': it must not contain blanks"],
    [['root@a', 'b:99999'], "'b:99999': a port is from 1 to 65535"],
  ])('refuses to guess: %s', async (words, why) => {
    const error = await refusal(...words);
    expect(error).toMatchObject({ kind: 'usage' });
    expect(error).toHaveProperty('message', expect.stringContaining(why));
  });

  it('never writes over a file', async () => {
    const path = join(folder, 'new.yaml');
    await writeFile(path, 'mine');
    const error = await refusal('a', 'b', 'c');
    expect(error).toMatchObject({ kind: 'precondition' });
    expect(error).toHaveProperty('message', expect.stringContaining('is not overwritten'));
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});
