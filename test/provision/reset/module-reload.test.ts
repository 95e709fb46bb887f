import { describe, expect, it } from 'vitest';
import type { Host } from '../../../src/host/host.js';
import { dataPlaneOf } from '../../../src/provision/dataplane/index.js';
import { DATA_PLANES, dataPlaneFacts } from '../../../src/model/data-plane.js';
import { requireUnloaded } from '../../../src/provision/reset/module-reload.js';
import { recordingHost } from '../recording-host.js';

const withModules = (text: string): Host => ({
  ...recordingHost(),
  run: (argv) => Promise.resolve({ argv, exitCode: 0, stdout: text, stderr: '' }),
});
const never = new AbortController().signal;
const LOADED = 'macvlan 32768 0 - Live 0x0000000000000000\n';

describe('requireUnloaded', () => {
  it('refuses a module that something else loaded', async () => {
    const asked = requireUnloaded(withModules(LOADED), ['napi_macvlan', 'macvlan'], never);
    await expect(asked).rejects.toThrow(/module macvlan .*on recorder: it is already loaded/);
  });

  it('accepts modules that are not loaded', async () => {
    await expect(
      requireUnloaded(withModules(LOADED), ['napi_macvlan'], never),
    ).resolves.toBeUndefined();
  });
});

describe('a data plane', () => {
  it.each(DATA_PLANES)('%s can be reloaded if steps load a module for it', (name) => {
    const { builds, modules } = dataPlaneOf(name).requires;
    expect(dataPlaneFacts(name).reloadable).toBe(builds !== undefined || modules.length > 0);
  });
});
