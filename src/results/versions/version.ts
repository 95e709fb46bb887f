import { z } from 'zod';
import { UnreadableArchive } from '../archive-failure.js';

/** The readable versions of the archive's schema. The last one is written. */
export const VERSIONS = [1, 2, 3] as const;
export type Version = (typeof VERSIONS)[number];

/** The version that is written. */
export const CURRENT_VERSION = 3 satisfies Version;

const versioned = z.looseObject({ schemaVersion: z.int() });

/** The version of a run.json. @throws UnreadableArchive if it is not one of `VERSIONS` */
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
