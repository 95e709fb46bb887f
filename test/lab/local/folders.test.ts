import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder, exists, labFolder } from '../../../src/lab/local/folders.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('folders', () => {
  it('follow the XDG variables', () => {
    vi.stubEnv('XDG_CACHE_HOME', '/var/cache/me');
    vi.stubEnv('XDG_STATE_HOME', '/var/state/me');
    expect(cacheFolder()).toBe('/var/cache/me/vrbench');
    expect(labFolder('small')).toBe('/var/state/me/vrbench/labs/small');
  });

  it('are below the home folder if a variable is unset or relative', () => {
    vi.stubEnv('XDG_CACHE_HOME', 'relative');
    vi.stubEnv('XDG_STATE_HOME', undefined);
    expect(cacheFolder()).toBe(join(homedir(), '.cache', 'vrbench'));
    expect(labFolder('small')).toBe(join(homedir(), '.local', 'state', 'vrbench', 'labs', 'small'));
  });
});

describe('exists', () => {
  it('tells whether a path can be accessed', async () => {
    expect(await exists('/proc/self')).toBe(true);
    expect(await exists('/proc/self/none')).toBe(false);
  });
});
