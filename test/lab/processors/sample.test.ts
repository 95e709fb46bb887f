import { describe, expect, it } from 'vitest';
import { threadName } from '../../../src/lab/processors/sample.js';

describe('threadName', () => {
  it.each([
    ['24067', 'qemu-system-x86', 'main loop'],
    ['24069', 'CPU 0/TCG', 'CPU 0'],
    ['24070', 'CPU 1/KVM', 'CPU 1'],
    ['24068', 'qemu-system-x86', undefined],
    ['24071', 'IO mon_iothread', undefined],
    ['24072', 'worker', undefined],
  ])('of task %s, %s', (task, comm, name) => {
    expect(threadName(24_067, task, comm)).toBe(name);
  });
});
