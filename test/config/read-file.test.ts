import { describe, expect, it } from 'vitest';
import { readFileBytes } from '../../src/config/read-file.js';
import { MOST_CHARACTERS } from '../../src/document/yaml/limits.js';
import { problemsOf, withFile } from './examples.js';

describe('readFileBytes', () => {
  it('stops reading a file once it is too long', async () => {
    const text = 'x'.repeat(5 * MOST_CHARACTERS);
    const bytes = await withFile(text, readFileBytes);
    expect(bytes.length).toBe(4 * MOST_CHARACTERS + 1);
    expect(await problemsOf(text)).toEqual([
      `1:1: the file has ${bytes.length} characters; at most ${MOST_CHARACTERS} are read`,
    ]);
  });

  it('refuses a device, which may have no end', async () => {
    await expect(readFileBytes('/dev/zero')).rejects.toThrow('a device');
  });
});
