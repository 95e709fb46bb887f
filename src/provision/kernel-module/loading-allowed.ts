import type { Host } from '../../host/host.js';
import { parseLoadedModules } from '../../linux/kernel/modules.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { LoadingNotAllowed } from './failures.js';
import type { ModuleName } from './modules.js';

const MODULES = '/proc/modules';
const STATUS = '/proc/self/status';
const DISABLED = '/proc/sys/kernel/modules_disabled';
const LOCKDOWN = '/sys/kernel/security/lockdown';
const ENFORCED = '/sys/module/module/parameters/sig_enforce';

/** The capability to load modules (include/uapi/linux/capability.h). */
const CAP_SYS_MODULE = 16n;

const mayLoad = (status: string): boolean => {
  const [, effective] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  if (effective === undefined) return true;
  return ((BigInt(`0x${effective}`) >> CAP_SYS_MODULE) & 1n) === 1n;
};

/**
 * Why a machine's kernel takes no module that was built there, as a phrase; undefined where nothing
 * speaks against it. A module that is loaded already needs no permission.
 * @param files those of the kernel's files that exist, by path
 */
export const obstacleToLoading = (
  files: ReadonlyMap<string, string>,
  module: ModuleName,
): string | undefined => {
  const loaded = files.get(MODULES);
  if (loaded === undefined)
    return `its kernel has no modules (CONFIG_MODULES is off): no ${MODULES}`;
  if (parseLoadedModules(loaded).has(module)) return undefined;
  if (!mayLoad(files.get(STATUS) ?? '')) {
    return 'root may not load modules there: it lacks CAP_SYS_MODULE, as in a container';
  }
  if (files.get(DISABLED)?.trim() === '1') {
    return `loading modules has been switched off until the next start: ${DISABLED} is 1`;
  }
  const [, lockdown] = /\[(integrity|confidentiality)\]/.exec(files.get(LOCKDOWN) ?? '') ?? [];
  if (lockdown !== undefined) {
    return `its kernel is locked down and takes signed modules only: ${LOCKDOWN} is ${lockdown}`;
  }
  if (files.get(ENFORCED)?.trim() === 'Y') {
    return `its kernel takes signed modules only: ${ENFORCED} is Y`;
  }
  return undefined;
};

/** Makes sure that a module can be loaded, before it is built. @throws LoadingNotAllowed */
export const requireLoading = async (
  host: Host,
  module: ModuleName,
  signal?: AbortSignal,
): Promise<void> => {
  const argv = labelledFiles([MODULES, STATUS, DISABLED, LOCKDOWN, ENFORCED]);
  // Fails where one is missing, and prints the others all the same.
  const { stdout } = await host.attempt(argv, { signal });
  const obstacle = obstacleToLoading(parseLabelledFiles(stdout), module);
  if (obstacle !== undefined) throw new LoadingNotAllowed(module, host.name, obstacle);
};
