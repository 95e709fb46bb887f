import type { Host } from '../../host/host.js';
import { parseLoadedModules } from '../../linux/kernel/modules.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { LoadingNotAllowed } from './failures.js';
import { MODULES as OURS, type ModuleName } from './modules.js';

const MODULES = '/proc/modules';
const STATUS = '/proc/self/status';
const USERS = '/proc/self/uid_map';
const DISABLED = '/proc/sys/kernel/modules_disabled';
const LOCKDOWN = '/sys/kernel/security/lockdown';
const ENFORCED = '/sys/module/module/parameters/sig_enforce';

/** The files that show whether modules can be loaded. */
export const LOADING_FILES: readonly string[] = [
  MODULES,
  STATUS,
  USERS,
  DISABLED,
  LOCKDOWN,
  ENFORCED,
];

/** The capability to load modules (include/uapi/linux/capability.h). */
const CAP_SYS_MODULE = 16n;

/** Whether a module is built on the machine, without a signature of the distribution. */
const isBuilt = (module: string): boolean => Object.hasOwn(OURS, module);

/** In a user namespace root has the capability, but not for loading kernel modules. */
const isMappedRoot = (users: string): boolean =>
  users.trim() !== '' && !/^\s*0\s+0\s+4294967295\s*$/.test(users);

const mayLoad = (status: string): boolean => {
  const [, effective] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  if (effective === undefined) return true;
  return ((BigInt(`0x${effective}`) >> CAP_SYS_MODULE) & 1n) === 1n;
};

/**
 * Why a kernel loads only modules signed with a trusted key, as a phrase; undefined if it does not
 * require that.
 * @param files the contents of the existing LOADING_FILES, by path
 */
export const signedOnly = (files: ReadonlyMap<string, string>): string | undefined => {
  const [, lockdown] = /\[(integrity|confidentiality)\]/.exec(files.get(LOCKDOWN) ?? '') ?? [];
  if (lockdown !== undefined) {
    return `its kernel is in lockdown and loads signed modules only: ${LOCKDOWN} is ${lockdown}`;
  }
  if (files.get(ENFORCED)?.trim() === 'Y') {
    return `its kernel loads signed modules only: ${ENFORCED} is Y`;
  }
  return undefined;
};

/**
 * Why a machine's kernel cannot load modules, as a phrase; undefined if there is no obstacle.
 * Loaded modules need no permission, and the kernel's own modules no further signature.
 * @param files the contents of the existing LOADING_FILES, by path
 * @param signed whether built modules are signed
 */
export const obstacleToLoading = (
  files: ReadonlyMap<string, string>,
  modules: readonly string[],
  signed = false,
): string | undefined => {
  const listed = files.get(MODULES);
  if (listed === undefined) {
    return `its kernel has no modules (CONFIG_MODULES is off): there is no ${MODULES}, but ${modules.join(', ')} must be loaded`;
  }
  const loaded = parseLoadedModules(listed);
  const absent = modules.filter((module) => !loaded.has(module.replaceAll('-', '_')));
  if (absent.length === 0) return undefined;
  if (!mayLoad(files.get(STATUS) ?? '')) {
    return `root may not load modules there (${absent.join(', ')}): it lacks CAP_SYS_MODULE, as in a container`;
  }
  if (isMappedRoot(files.get(USERS) ?? '')) {
    return `root may not load modules there (${absent.join(', ')}): it is root of a user namespace, as in a container`;
  }
  if (files.get(DISABLED)?.trim() === '1') {
    return `loading modules has been disabled until the next boot: ${DISABLED} is 1`;
  }
  if (signed || !absent.some(isBuilt)) return undefined;
  return signedOnly(files);
};

/** Checks that a module can be loaded, before it is built. @throws LoadingNotAllowed */
export const requireLoading = async (
  host: Host,
  module: ModuleName,
  { signed, signal }: { readonly signed: boolean; readonly signal?: AbortSignal | undefined },
): Promise<void> => {
  const argv = labelledFiles(LOADING_FILES);
  // Fails if one is missing, but still prints the others.
  const { stdout } = await host.attempt(argv, { signal });
  const files = parseLabelledFiles(stdout);
  const obstacle = obstacleToLoading(files, [module], signed);
  if (obstacle === undefined) return;
  const wants = obstacle === signedOnly(files) ? 'unsigned' : undefined;
  throw new LoadingNotAllowed(module, host.name, obstacle, wants);
};
