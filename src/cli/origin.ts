import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { PACKAGE_ROOT } from '../host/package-root.js';

const ROOT = fileURLToPath(PACKAGE_ROOT);

/** The commit that this runs from: of a checkout by git, of a package by a file that packing added. */
interface Origin {
  /** null if neither has it. */
  readonly commit: string | null;
  /** Whether tracked files differ from the commit's; absent outside of a checkout. */
  readonly modified?: boolean;
}

const git = (...argv: readonly string[]) =>
  execa('git', ['-C', ROOT, ...argv], { reject: false, stdin: 'ignore' });

/** The commit that a package was made from, which `npm pack` writes; null for one made otherwise. */
const packedCommit = async (): Promise<string | null> => {
  const text = await readFile(`${ROOT}dist/commit`, 'utf8').catch(() => '');
  return /^[0-9a-f]{40,64}$/.exec(text.trim())?.[0] ?? null;
};

/** The git commit this runs from, and whether files have been changed since. */
export const origin = async (): Promise<Origin> => {
  const found = await git('rev-parse', '--show-prefix', 'HEAD');
  const [prefix, hash] = found.failed ? [] : found.stdout.split('\n');
  // A prefix means that this package is in a subfolder of another repository.
  if (prefix !== '' || hash === undefined) return { commit: await packedCommit() };
  const status = await git('status', '--porcelain', '--untracked-files=no');
  return { commit: hash, ...(!status.failed && { modified: status.stdout !== '' }) };
};
