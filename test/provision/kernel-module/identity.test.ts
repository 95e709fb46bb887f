import { describe, expect, it } from 'vitest';
import { moduleIdentity } from '../../../src/provision/kernel-module/identity.js';
import { scriptedHost } from './scripted-host.js';

describe('the identity of a module', () => {
  const host = scriptedHost([
    [/srcversion/, { stdout: '660C34D7163813762188FD6\n' }],
    [/^uname -r/, { stdout: '6.1.0-56-cloud-amd64\n' }],
  ]);
  const loadedModule = {
    srcversion: '660C34D7163813762188FD6',
    kernelRelease: '6.1.0-56-cloud-amd64',
  };

  it('is the kernel, its hash of the sources and the patch', async () => {
    const identity = await moduleIdentity(host, 'napi_macvlan');
    expect(identity).toMatchObject({ name: 'napi_macvlan', ...loadedModule });
    expect(identity.patchSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(host.lines).toContain('cat /sys/module/napi_macvlan/srcversion');
  });

  it('has the hash of the sources in place of a patch if they are our own', async () => {
    const identity = await moduleIdentity(host, 'softnic');
    expect(identity).toMatchObject({ name: 'softnic', ...loadedModule });
    expect(identity.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
