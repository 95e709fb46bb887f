import { execa } from 'execa';
import { PreconditionFailure } from '../../model/failure.js';
import type { Argv } from '../../model/command.js';
import { runLocally } from './command.js';

const ALWAYS = [
  'qemu-system-x86',
  'mmdebstrap',
  'debian-archive-keyring',
  'e2fsprogs',
  'openssh-client',
];

/**
 * The Debian packages this computer needs to make and boot a lab.
 * @param root whether the lab is made by root; others need newuidmap for mmdebstrap's unshare mode
 */
export const neededPackages = (root: boolean): readonly string[] =>
  root ? ALWAYS : [...ALWAYS, 'uidmap'];

/** dpkg-query's format for `parseInstalled`. */
const STATUS_FORMAT = '${db:Status-Abbrev} ${Package}\\n';

/** The packages that dpkg-query lists as installed. */
export const parseInstalled = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split('\n')
      .filter((line) => line.startsWith('ii '))
      .map((line) => line.slice(2).trim()),
  );

/** Those of the needed packages that are not installed. @throws PreconditionFailure without dpkg */
export const missingPackages = async (needed: readonly string[]): Promise<readonly string[]> => {
  // Exits 1 for a package it has never heard of, and lists the others.
  const query = await execa('dpkg-query', ['-W', '-f', STATUS_FORMAT, ...needed], {
    reject: false,
  });
  if (query.exitCode === undefined) {
    throw new PreconditionFailure({
      attempted: 'looking for the packages a lab needs',
      got: 'this computer has no dpkg-query',
      remedy: 'run the lab on Debian, or on a system made from it',
    });
  }
  const installed = parseInstalled(query.stdout);
  return needed.filter((name) => !installed.has(name));
};

const INSTALL = ['apt-get', '-o', 'DPkg::Lock::Timeout=120', 'install', '--yes'] as const;

/** Programs that ask questions would wait for ever. */
const asRoot = (root: boolean, argv: Argv): Argv => {
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', ...argv] as const;
  return root ? quiet : ['sudo', '-n', ...quiet];
};

const maySudo = async (): Promise<boolean> =>
  (await execa('sudo', ['-n', 'true'], { reject: false, stdin: 'ignore' })).exitCode === 0;

/** How packages are installed. */
export interface InstallOptions {
  readonly signal: AbortSignal;
  /** What else is needed, by what not every lab does. */
  readonly extra?: readonly string[];
  /** Told which packages will be installed, before they are. */
  readonly onInstall: (packages: readonly string[]) => void;
}

/**
 * Installs what a lab needs and this computer lacks; through `sudo -n` when not root.
 * @throws PreconditionFailure with the command to run, where neither is allowed
 * @throws Failure when apt-get fails, Interrupted
 */
export const installMissingPackages = async ({
  signal,
  extra = [],
  onInstall,
}: InstallOptions): Promise<void> => {
  const root = process.getuid?.() === 0;
  const missing = await missingPackages([...neededPackages(root), ...extra]);
  if (missing.length === 0) return;
  if (!root && !(await maySudo())) {
    throw new PreconditionFailure({
      attempted: 'installing the packages a lab needs',
      got: `missing: ${missing.join(', ')}; neither root nor sudo without a password is there`,
      remedy: `sudo apt-get install --yes ${missing.join(' ')}`,
    });
  }
  onInstall(missing);
  const attempted = `installing ${missing.join(', ')}`;
  const install = asRoot(root, [...INSTALL, '--no-install-recommends', ...missing]);
  try {
    await runLocally(install, { attempted, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    // Package lists that are missing or name files that are gone: the usual reason for a failure.
    await runLocally(asRoot(root, ['apt-get', 'update']), {
      attempted: 'updating package lists',
      signal,
    });
    await runLocally(install, { attempted, signal });
  }
};
