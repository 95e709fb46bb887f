import { basename, join } from 'node:path';
import { UnreadableArchive } from '../archive-failure.js';
import { JOURNAL_FILE, RUN_FILE } from '../archive.js';
import { openTrials } from '../journal/stored-trials.js';
import type { JournalText } from '../journal/read-journal.js';
import { withCurrentRows } from '../versions/earlier-conformance.js';
import { readRunJson } from '../read-run.js';
import { runSchema, type RunRecord } from '../schema.js';
import { RUN_SCHEMAS, TRIAL_OF, TRIAL_SCHEMAS } from '../versions/schemas.js';
import { VERSIONS, versionOf, type Version } from '../versions/version.js';
import { knownPart } from './known-part.js';

/** The readable part of an archive, and its faults. */
export interface SalvagedRun extends JournalText {
  readonly folder: string;
  /** The folder's name. */
  readonly name: string;
  /** Undefined if nothing of run.json can be read. */
  readonly run: RunRecord | undefined;
  /** What is damaged, missing, or from another version, each with file and position. */
  readonly faults: readonly UnreadableArchive[];
}

const CURRENT: Version = 3;
/** Further faults of a file are only counted. */
const MOST_NAMED = 3;

/** An error as a fault of a file. */
export const asFault = (file: string, error: unknown): UnreadableArchive =>
  error instanceof UnreadableArchive
    ? error
    : new UnreadableArchive(file, { got: String(error), cause: error });

/** The version stated in a value, if it is newer than all known ones. */
const newerVersion = (value: unknown): number | undefined => {
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) return undefined;
  const { schemaVersion } = value;
  return typeof schemaVersion === 'number' && schemaVersion > CURRENT ? schemaVersion : undefined;
};

const leftOutText = (places: readonly string[]): string =>
  `not known to this vrbench, and ignored: ${places.join(', ')}`;

interface FoundRun {
  readonly run: RunRecord | undefined;
  /** Of the archive; undefined if unknown. */
  readonly version: Version | undefined;
  readonly faults: readonly UnreadableArchive[];
}

/** The known part of a run.json that cannot be read completely. @param error the reason */
const knownRun = (file: string, value: unknown, error: unknown): Omit<FoundRun, 'version'> => {
  const newer = newerVersion(value);
  let leftOut: readonly string[] = [];
  const schema = knownPart<RunRecord>(withCurrentRows.pipe(runSchema), (places) => {
    leftOut = places;
  });
  const current = newer === undefined ? value : { ...(value as object), schemaVersion: CURRENT };
  const parsed = schema.safeParse(current);
  if (!parsed.success) return { run: undefined, faults: [asFault(file, error)] };
  const got = [
    ...(newer === undefined ? [] : [`schemaVersion ${newer}, newer than this vrbench`]),
    ...(leftOut.length === 0 ? [] : [leftOutText(leftOut)]),
  ].join('; ');
  return { run: parsed.data, faults: [new UnreadableArchive(file, { got })] };
};

/** The readable part of run.json. Never throws. */
export const findRun = async (folder: string): Promise<FoundRun> => {
  const file = join(folder, RUN_FILE);
  let value: unknown;
  let version: Version | undefined;
  try {
    value = await readRunJson(file);
    version = versionOf(file, value);
    // Faults of the journal are found when its trials are read.
    const schema = await RUN_SCHEMAS[version](folder, () => undefined);
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
    return { run: parsed.data, version, faults: [] };
  } catch (error) {
    return { ...knownRun(file, value, error), version };
  }
};

/** The first few faults of a file, and the number of further ones. */
export const namedFaults = (
  file: string,
  faults: readonly UnreadableArchive[],
): UnreadableArchive[] => {
  const more = faults.length - MOST_NAMED;
  const counted = new UnreadableArchive(file, { got: `${more} more lines like this` });
  return [...faults.slice(0, MOST_NAMED), ...(more > 0 ? [counted] : [])];
};

const openJournal = async (folder: string, version: Version) => {
  const file = join(folder, JOURNAL_FILE);
  const faults: UnreadableArchive[] = [];
  const unknown = new Set<string>();
  const schema = knownPart(TRIAL_SCHEMAS[version], (places) => {
    for (const place of places) unknown.add(place);
  });
  let text: JournalText = { trials: [], torn: false };
  try {
    text = await openTrials(file, schema, TRIAL_OF[version], (fault) => {
      faults.push(fault);
    });
  } catch (error) {
    faults.push(asFault(file, error));
  }
  const leftOut =
    unknown.size === 0 ? [] : [new UnreadableArchive(file, { got: leftOutText([...unknown]) })];
  return { ...text, faults: [...namedFaults(file, faults), ...leftOut] };
};

/** The journal, read as its version; if that is unknown, as the version that reads most trials. */
const findTrials = async (folder: string, version: Version | undefined) => {
  const versions = version === undefined ? VERSIONS.toReversed() : [version];
  const found = await Promise.all(versions.map((each) => openJournal(folder, each)));
  const [best] = found.toSorted((one, other) => other.trials.length - one.trials.length);
  return best ?? openJournal(folder, CURRENT);
};

/**
 * Reads the readable part of an archive that may be damaged, incomplete, or from a newer version: damaged
 * lines of the journal and unknown keys are skipped. `readRun` and `readTrials` reject such an archive.
 * Never throws.
 */
export const salvageRun = async (folder: string): Promise<SalvagedRun> => {
  const { run, version, faults } = await findRun(folder);
  const journal = await findTrials(folder, version);
  return {
    ...journal,
    folder,
    name: basename(folder),
    run,
    faults: [...faults, ...journal.faults],
  };
};
