import { z } from 'zod';
import { UnreadableArchive } from '../archive-failure.js';

/** The versions of the archive's schema that can be read. The last one is written. */
export const VERSIONS = [1, 2, 3] as const;
export type Version = (typeof VERSIONS)[number];

/** The one that is written. */
export const CURRENT_VERSION = 3 satisfies Version;

const versioned = z.looseObject({ schemaVersion: z.int() });

/** The version that a run.json says it has. @throws UnreadableArchive where it is none of `VERSIONS` */
export const versionOf = (file: string, run: unknown): Version => {
  const parsed = versioned.safeParse(run);
  if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
  const { schemaVersion } = parsed.data;
  const version = VERSIONS.find((known) => known === schemaVersion);
  if (version !== undefined) return version;
  throw new UnreadableArchive(file, {
    got: `schemaVersion ${schemaVersion}; this vrbench reads versions ${VERSIONS.join(', ')}`,
    remedy: 'read it with the vrbench that wrote it, or a later one',
  });
};
