import { describe, expect, it } from 'vitest';
import { KFREE_SKB, TRACEFS, tracefsMounted } from '../../../../src/linux/trace/instance.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { provision } from '../../../../src/provision/provision.js';
import { dropTrace } from '../../../../src/provision/tracing/drop-trace.js';
import { requireDropTrace } from '../../../../src/provision/tracing/require-drop-trace.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { dropWatch } from '../../../../src/traffic/drops/drop-watch.js';
import { openSandbox, sandboxProblem } from '../sandbox.js';

const { signal } = new AbortController();

/** Whether this kernel can be traced at all, by a mount that only a sandbox sees. */
const untraceable = async (): Promise<boolean> => {
  if ((await sandboxProblem()) !== undefined) return true;
  await using host = await openSandbox();
  return (await host.attempt(['mount', '-t', 'tracefs', 'tracefs', TRACEFS])).exitCode !== 0;
};

describe.skipIf(await untraceable())('drop-trace', { timeout: 60_000 }, () => {
  it('makes a trace instance, and leaves tracefs as it was, mounted or not', async () => {
    for (const mountedBefore of [false, true]) {
      await using host = await openSandbox();
      if (mountedBefore) await host.run(['mount', '-t', 'tracefs', 'tracefs', TRACEFS]);
      const mounted = async () => tracefsMounted((await host.run(['cat', '/proc/mounts'])).stdout);
      const traces = async () => (await host.attempt(['cat', KFREE_SKB.trigger])).exitCode === 0;
      await provision(host, [dropTrace({})], { runId: 'run-1' });
      expect([await mounted(), await traces()]).toEqual([true, true]);
      await teardown(host);
      expect([await mounted(), await traces()]).toEqual([mountedBefore, false]);
    }
  });

  it('counts what the kernel drops, or names what it lacks', async () => {
    await using host = await openSandbox();
    await provision(host, [dropTrace({})], { runId: 'run-1' });
    const { exitCode } = await host.attempt(['cat', KFREE_SKB.histogram]);
    if (exitCode === 0) {
      await requireDropTrace(host);
      await host.run(['ip', 'link', 'set', 'dev', 'lo', 'up']);
      const nobody = [
        'bash',
        '-c',
        'for port in 9 9 9; do echo x >/dev/udp/127.0.0.1/9; done',
      ] as const;
      const { found } = await dropWatch(host)(() => host.attempt(nobody), signal);
      expect(found.state === 'traced' && found.drops.map(({ symbol }) => symbol)).toContain(
        '__udp4_lib_rcv',
      );
    } else {
      const refused = requireDropTrace(host);
      await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
      await expect(refused).rejects.toThrow(/CONFIG_HIST_TRIGGERS/);
    }
    await teardown(host);
  });
});
