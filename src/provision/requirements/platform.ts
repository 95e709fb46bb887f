import type { Host } from '../../host/host.js';
import type { Platform } from '../../linux/distribution/remedy.js';
import { OS_RELEASE, parseOsRelease } from '../../linux/machine/os-release.js';

/** Asks a machine what distribution and kernel it runs, for a remedy in the distribution's words. */
export const platformOf = async (host: Host, signal?: AbortSignal): Promise<Platform> => {
  const { stdout } = await host.attempt(OS_RELEASE, { signal });
  const release = (await host.attempt(['uname', '-r'], { signal })).stdout.trim();
  return { os: parseOsRelease(stdout), release };
};
