import { describe, expect, it } from 'vitest';
import { writeAttributes } from '../../../src/modules/softnic/ports.js';

describe('the programs for the software NIC', () => {
  it('of attributes write one for each line', () => {
    const ports = [{ interface: 'sink0', cpu: 3, discard: true }];
    expect(writeAttributes(ports).stdin).toBe('sink0 cpu 3\nsink0 discard 1\n');
  });
});
