import { describe, expect, it } from 'vitest';
import { tracefsMounted } from '../../../src/linux/trace/instance.js';

describe('tracefsMounted', () => {
  it('is read from the table of mounts, ignoring the mount below debugfs', () => {
    const debugfs =
      'debugfs /sys/kernel/debug debugfs rw,relatime 0 0\ntracefs /sys/kernel/debug/tracing tracefs rw 0 0\n';
    expect(tracefsMounted(debugfs)).toBe(false);
    expect(tracefsMounted(`${debugfs}tracefs /sys/kernel/tracing tracefs rw,nosuid 0 0\n`)).toBe(
      true,
    );
    expect(tracefsMounted('systemd-1 /sys/kernel/tracing autofs rw 0 0\n')).toBe(false);
  });
});
