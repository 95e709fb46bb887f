import { describe, expect, it } from 'vitest';
import { dropTrace } from '../../../src/provision/tracing/drop-trace.js';
import { scriptedHost } from '../kernel-module/scripted-host.js';

const MOUNTED = 'tracefs /sys/kernel/tracing tracefs rw 0 0\n';

describe('the step drop-trace', () => {
  it('unmounts tracefs only if it mounted it', async () => {
    const step = dropTrace({});
    for (const mounts of [MOUNTED, '']) {
      const host = scriptedHost([[/^cat \/proc\/mounts/, { stdout: mounts }]]);
      const before = await step.read(host);
      await step.apply(host);
      host.lines.length = 0;
      await step.undo(host, before);
      expect(host.lines.some((line) => line.includes('rmdir'))).toBe(true);
      expect(host.lines.some((line) => line.includes('umount'))).toBe(mounts === '');
    }
  });

  it('is refused if the kernel has no tracing', async () => {
    const host = scriptedHost([[/^test -d/, { exitCode: 1 }]]);
    await expect(dropTrace({}).read(host)).rejects.toThrow(/CONFIG_TRACING/);
  });
});
