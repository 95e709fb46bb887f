import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { readPlainFile } from '../../host/plain-file.js';
import { PreconditionFailure, reasonOf } from '../../model/failure.js';
import { sha256 } from './recipe.js';

/** A testbed's kernelSource, with the file on this computer as an absolute name. */
export const sourceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('debian-package') }),
  z.strictObject({ type: z.literal('path'), path: z.string() }),
  z.strictObject({ type: z.literal('file'), file: z.string() }),
]);
export type Source = z.output<typeof sourceSchema>;

/** Where a macvlan.c was found: on the DUT, there in an archive, or on this computer. */
export type FoundSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'archive'; readonly path: string; readonly member: string }
  | { readonly kind: 'text'; readonly text: string };

const MACVLAN = 'drivers/net/macvlan.c';
const FIRST_READABLE = 'for file do [ -f "$file" ] && exec echo "$file"; done; exit 1';

const attempted = "looking for the kernel's macvlan.c";

/** What Debian's package linux-source-X.Y puts in /usr/src, the archive unpacked or not. */
const debianPlaces = (line: string): { unpacked: string; archive: string; member: string } => ({
  unpacked: `/usr/src/linux-source-${line}/${MACVLAN}`,
  archive: `/usr/src/linux-source-${line}.tar.xz`,
  member: `linux-source-${line}/${MACVLAN}`,
});

/** The archive of a kernel line. */
export const debianArchive = (line: string): FoundSource => {
  const { archive, member } = debianPlaces(line);
  return { kind: 'archive', path: archive, member };
};

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

/**
 * Finds the source that is to be patched.
 * @param line the kernel line, 6.1
 * @throws PreconditionFailure where there is none
 */
export const findSource = async (
  host: Host,
  source: Source,
  line: string,
  signal?: AbortSignal,
): Promise<FoundSource> => {
  if (source.type === 'file') return readHere(source.file);
  const { unpacked, archive } = debianPlaces(line);
  const [places, remedy] =
    source.type === 'path'
      ? [[source.path], "correct the path in the testbed's kernelSource"]
      : [
          [unpacked, archive],
          `apt-get install linux-source-${line}; where the distribution is not Debian or Ubuntu, name the kernel's own macvlan.c in the testbed's kernelSource`,
        ];
  const { stdout } = await host.attempt(['sh', '-c', FIRST_READABLE, 'sh', ...places], { signal });
  const path = stdout.trim();
  if (path === '') {
    throw new PreconditionFailure({
      attempted,
      where: host.name,
      got: `no ${places.join(' and no ')}`,
      remedy,
    });
  }
  return path === archive ? debianArchive(line) : { kind: 'file', path };
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
