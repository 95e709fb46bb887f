const SYSTEMD = '/run/systemd/container';
const FIRST_PROCESS = '/proc/1/environ';
const PODMAN = '/run/.containerenv';
const DOCKER = '/.dockerenv';

/** Files that distinguish a container from a machine. */
export const CONTAINER_FILES: readonly string[] = [SYSTEMD, FIRST_PROCESS, PODMAN, DOCKER];

/**
 * The kind of container that commands run in: `podman`, `lxc` ...; undefined if nothing indicates
 * one. The order is that of systemd-detect-virt(1).
 * @param files those of `CONTAINER_FILES` that exist, by path
 */
export const containerKind = (files: ReadonlyMap<string, string>): string | undefined => {
  const bySystemd = files.get(SYSTEMD)?.trim();
  if (bySystemd !== undefined && bySystemd !== '') return bySystemd;
  const [, byManager] = /(?:^|\0)container=([^\0\s]+)/.exec(files.get(FIRST_PROCESS) ?? '') ?? [];
  if (byManager !== undefined) return byManager;
  if (files.has(PODMAN)) return 'podman';
  return files.has(DOCKER) ? 'docker' : undefined;
};
