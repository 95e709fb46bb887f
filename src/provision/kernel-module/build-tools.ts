import type { Host } from '../../host/host.js';
import { PreconditionFailure } from '../../model/failure.js';
import type { ModuleName } from './modules.js';

/** Prints the tools that are not there. A compiler may come with its version only: gcc-12. */
const MISSING = `
for tool do
  command -v "$tool" >/dev/null || ls /usr/bin/"$tool"-[0-9]* >/dev/null 2>&1 || echo "$tool"
done`;

/** Debian packages that are not called as the tool in them. */
const PACKAGES: Readonly<Record<string, string>> = { xz: 'xz-utils' };

/**
 * Makes sure that modules can be built for the running kernel.
 * @param release as `uname -r` prints it
 * @throws PreconditionFailure naming what is missing and the packages that have it
 */
export const requireBuildTools = async (
  host: Host,
  module: ModuleName,
  release: string,
  tools: readonly string[],
  signal?: AbortSignal,
): Promise<void> => {
  const options = { signal };
  const headers = `/lib/modules/${release}/build`;
  const attempted = `preparing to build ${module} for kernel ${release}`;
  const { exitCode } = await host.attempt(['test', '-e', `${headers}/Makefile`], options);
  if (exitCode !== 0) {
    throw new PreconditionFailure({
      attempted,
      where: host.name,
      got: `the headers of the running kernel are missing: no ${headers}`,
      remedy: `apt-get install linux-headers-${release}; if there is no such package any more, upgrade the kernel and restart`,
    });
  }
  const { stdout } = await host.run(['sh', '-c', MISSING, 'sh', ...tools], options);
  const missing = stdout.split('\n').filter((line) => line !== '');
  if (missing.length === 0) return;
  throw new PreconditionFailure({
    attempted,
    where: host.name,
    got: `missing: ${missing.join(', ')}`,
    remedy: `apt-get install ${missing.map((tool) => PACKAGES[tool] ?? tool).join(' ')}`,
  });
};
