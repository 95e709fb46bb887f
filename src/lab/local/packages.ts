import { execa } from 'execa';
import { thisPlatform } from '../../host/this-platform.js';
import { distributionOf } from '../../linux/distribution/index.js';
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
 * The Debian packages needed to build and boot a lab.
 * @param root whether root builds it; others need newuidmap for mmdebstrap's unshare mode
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

/** Which of these packages are not installed. @throws PreconditionFailure without dpkg */
export const missingPackages = async (needed: readonly string[]): Promise<readonly string[]> => {
  // Exits 1 for an unknown package, but lists the others.
  const query = await execa('dpkg-query', ['-W', '-f', STATUS_FORMAT, ...needed], {
    reject: false,
  });
  if (query.exitCode === undefined) {
    const { os, release } = await thisPlatform();
    const runs = distributionOf(os, release)?.title;
    throw new PreconditionFailure({
      attempted: 'checking for the packages a lab needs',
      got: `this computer ${runs === undefined ? 'has no dpkg-query' : `runs ${runs}, without dpkg-query`}: the machines of a lab are built from Debian packages, with Debian's tools`,
      remedy: 'run the lab on Debian or a derivative of it, or measure machines of your own',
    });
  }
  const installed = parseInstalled(query.stdout);
  return needed.filter((name) => !installed.has(name));
};

const INSTALL = ['apt-get', '-o', 'DPkg::Lock::Timeout=120', 'install', '--yes'] as const;

/** Noninteractive: a prompt would block for ever. */
const asRoot = (root: boolean, argv: Argv): Argv => {
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', ...argv] as const;
  return root ? quiet : ['sudo', '-n', ...quiet];
};

const maySudo = async (): Promise<boolean> =>
  (await execa('sudo', ['-n', 'true'], { reject: false, stdin: 'ignore' })).exitCode === 0;

/** How packages are installed. */
export interface InstallOptions {
  readonly signal: AbortSignal;
  /** Packages beyond those every lab needs. */
  readonly extra?: readonly string[] | undefined;
  /** Called with the packages to be installed, before they are. */
  readonly onInstall: (packages: readonly string[]) => void;
}

/**
 * Installs the packages a lab needs that are missing here; through `sudo -n` unless root.
 * @throws PreconditionFailure with the command to run, if neither is possible
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
      got: `missing: ${missing.join(', ')}; not running as root, and sudo requires a password`,
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
    // The usual reason is that package lists are missing or outdated.
    await runLocally(asRoot(root, ['apt-get', 'update']), {
      attempted: 'updating package lists',
      signal,
    });
    await runLocally(install, { attempted, signal });
  }
};
