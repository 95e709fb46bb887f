import { describe, expect, it } from 'vitest';
import { knownHostsLine } from '../../../src/lab/machine/identity.js';

describe('knownHostsLine', () => {
  it('has address, port and key, without the comment of the key', () => {
    expect(knownHostsLine(2201, 'ssh-ed25519 AAAAC3Nz dut\n')).toBe(
      '[127.0.0.1]:2201 ssh-ed25519 AAAAC3Nz\n',
    );
  });
});
