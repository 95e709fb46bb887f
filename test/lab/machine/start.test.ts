import { describe, expect, it } from 'vitest';
import { MachineEnded } from '../../../src/lab/machine/start.js';

describe('MachineEnded', () => {
  // What QEMU 7.2 says when a port it is given is in use.
  const CLASHES = [
    "qemu-system-x86_64: -netdev user,id=m,hostfwd=tcp:127.0.0.1:8022-:22: Could not set up host forwarding rule 'tcp:127.0.0.1:8022-:22'",
    "qemu-system-x86_64: -netdev dgram,id=a: can't bind ip=127.0.0.1 to socket: Address already in use",
  ];

  it.each(CLASHES)('recognizes a port that was taken: %s', (log) => {
    expect(new MachineEnded('dut', log, '').portTaken).toBe(true);
  });

  it('does not mistake other errors for that', () => {
    const log = "qemu-system-x86_64: could not load kernel '/x': No such file or directory";
    expect(new MachineEnded('dut', log, '').portTaken).toBe(false);
  });
});
