import { describe, expect, it } from 'vitest';
import { thrownBy } from '../program-under-test.js';

describe('vrbench doctor', () => {
  it('refuses to write the links of a lab, before it connects to any machine', async () => {
    const error = await thrownBy(['doctor', '-t', 'virtual-lab', '--write']);
    expect(error).toMatchObject({ kind: 'precondition' });
    expect(error).toHaveProperty('message', expect.stringContaining('it describes a lab'));
  });
});
