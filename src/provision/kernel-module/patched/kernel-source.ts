import { z } from 'zod';
import type { Host } from '../../../host/host.js';
import { readPlainFile } from '../../../host/plain-file.js';
import { sourceRemedy } from '../../../linux/distribution/remedy.js';
import type { Argv } from '../../../model/command.js';
import { PreconditionFailure, reasonOf } from '../../../model/failure.js';
import { platformOf } from '../../requirements/platform.js';
import { isArchive } from './source-archive.js';
import { filesOn, inTree } from './source-places.js';
import { sha256 } from '../recipe.js';

/** A testbed's kernelSource, with the absolute path of a file on this computer. */
export const sourceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('distribution') }),
  // In ledgers of version 0.1.0.
  z
    .strictObject({ type: z.literal('debian-package') })
    .transform(() => ({ type: 'distribution' as const })),
  z.strictObject({ type: z.literal('path'), path: z.string() }),
  z.strictObject({ type: z.literal('file'), file: z.string() }),
]);
export type Source = z.output<typeof sourceSchema>;

/** Where a macvlan.c was found: on the DUT, there in an archive, or on this computer. */
export type FoundSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'archive'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

const FIRST_FILE = 'for file do [ -f "$file" ] && exec echo "$file"; done; exit 1';
const FIRST_MATCH =
  'for pattern do for file in $pattern; do [ -f "$file" ] && exec echo "$file"; done; done; exit 1';

/** Prints the first name that is a file. */
const firstFile = (names: readonly string[]): Argv => ['sh', '-c', FIRST_FILE, 'sh', ...names];
/** The same for names with wildcards, without blanks. */
const firstMatch = (names: readonly string[]): Argv => ['sh', '-c', FIRST_MATCH, 'sh', ...names];

const attempted = "looking for the kernel's macvlan.c";

const readHere = async (file: string): Promise<FoundSource> => {
  try {
    return { kind: 'text', text: (await readPlainFile(file)).toString('utf8') };
  } catch (cause) {
    throw new PreconditionFailure({
      attempted,
      where: file,
      got: reasonOf(cause),
      remedy: "correct the file name in the testbed's kernelSource",
      cause,
    });
  }
};

const foundAt = (path: string): FoundSource =>
  isArchive(path) ? { kind: 'archive', path } : { kind: 'file', path };

const foundBy = async (
  host: Host,
  argv: Argv,
  signal: AbortSignal | undefined,
): Promise<FoundSource | undefined> => {
  const { stdout } = await host.attempt(argv, { signal });
  const path = stdout.trim();
  return path === '' ? undefined : foundAt(path);
};

const notFound = (host: Host, places: readonly string[], remedy: string): PreconditionFailure =>
  new PreconditionFailure({
    attempted,
    where: host.name,
    got: `no ${places.join(' and no ')}`,
    remedy,
  });

/** The source from the machine's distribution, or the tree in which its kernel was built. */
const findPackaged = async (
  host: Host,
  release: string,
  signal: AbortSignal | undefined,
): Promise<FoundSource> => {
  const platform = { ...(await platformOf(host, signal)), release };
  const files = filesOn(platform);
  const found = await foundBy(host, firstMatch(files), signal);
  if (found !== undefined) return found;
  throw notFound(host, files, sourceRemedy(platform));
};

/**
 * Finds the source to be patched.
 * @param release of the kernel, as `uname -r` prints it
 * @throws PreconditionFailure if there is none
 */
export const findSource = async (
  host: Host,
  source: Source,
  release: string,
  signal?: AbortSignal,
): Promise<FoundSource> => {
  switch (source.type) {
    case 'file':
      return readHere(source.file);
    case 'distribution':
      return findPackaged(host, release, signal);
    case 'path': {
      const places = [source.path, inTree(source.path)];
      const found = await foundBy(host, firstFile(places), signal);
      if (found !== undefined) return found;
      throw notFound(host, places, "correct the path in the testbed's kernelSource");
    }
  }
};

/** The SHA-256 of a source, in hexadecimal; of an archive as a whole. */
export const fingerprint = async (
  host: Host,
  source: FoundSource,
  signal?: AbortSignal,
): Promise<string> => {
  if (source.kind === 'text') return sha256(source.text);
  const { stdout } = await host.run(['sha256sum', '--', source.path], { signal });
  return stdout.slice(0, 64);
};
