import type { Host } from '../../host/host.js';
import type { Platform } from '../../linux/distribution/remedy.js';
import { OS_RELEASE, parseOsRelease } from '../../linux/machine/os-release.js';

/** Reads a machine's distribution and kernel, for a remedy with the distribution's commands. */
export const platformOf = async (host: Host, signal?: AbortSignal): Promise<Platform> => {
  const { stdout } = await host.attempt(OS_RELEASE, { signal });
  const release = (await host.attempt(['uname', '-r'], { signal })).stdout.trim();
  return { os: parseOsRelease(stdout), release };
};
