import { describe, expect, it } from 'vitest';
import { loadTestbed } from '../../../src/config/load.js';
import { sendsBySource, sourceTestbed } from '../../../src/config/testbed/sending.js';

describe('what sends test frames', () => {
  it.each([
    ['deterministic-lab', true, 'a deterministic lab'],
    ['two-cpu-lab', true, 'a testbed that sends by source'],
    ['one-machine-lab', false, 'a testbed that sends by source'],
  ])('is the source of software ports on %s: %s', async (name, bySource, words) => {
    const { file } = await loadTestbed(`testbeds/${name}.yaml`);
    expect(sendsBySource(file)).toBe(bySource);
    expect(sourceTestbed(file).name).toBe(words);
  });
});
