import { closeSync, openSync, readSync } from 'node:fs';
import { UnreadableArchive } from '../archive-failure.js';
import {
  scanJournal,
  type JournalText,
  type LineSchema,
  type OnFault,
  type Place,
} from './read-journal.js';
import type { TrialRecord } from '../trial-schema.js';

/** Number of trials read at once: few, as the trials of one load may be spread over the journal. */
const BLOCK = 16;
/** How much of the journal is cached, in bytes of its text. */
const KEPT = 24 << 20;

/** Reads a part of a file. @throws UnreadableArchive if it no longer exists */
const readPart = (file: string, offset: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  try {
    const handle = openSync(file, 'r');
    try {
      let read = 0;
      while (read < length) {
        const more = readSync(handle, bytes, read, length - read, offset + read);
        if (more === 0) throw new Error('the file is shorter than before');
        read += more;
      }
    } finally {
      closeSync(handle);
    }
    return bytes;
  } catch (cause) {
    throw new UnreadableArchive(file, { got: String(cause), cause });
  }
};

interface KeptBlock {
  readonly trials: readonly TrialRecord[];
  /** Length of its text, in bytes. */
  readonly size: number;
}

/** Trials by their index in the journal; only a few are in memory at a time. */
const trialsAt = (
  file: string,
  places: readonly Place[],
  parse: (line: string) => TrialRecord,
): ((index: number) => TrialRecord) => {
  const kept = new Map<number, KeptBlock>();
  let size = 0;
  const read = (block: number): KeptBlock => {
    const own = places.slice(block * BLOCK, (block + 1) * BLOCK);
    const start = own[0]?.offset ?? 0;
    const last = own.at(-1);
    const bytes = readPart(file, start, (last?.offset ?? start) + (last?.length ?? 0) - start);
    const trials = own.map(({ offset, length }) =>
      parse(bytes.toString('utf8', offset - start, offset - start + length)),
    );
    size += bytes.length;
    return { trials, size: bytes.length };
  };
  /** Evicts the least recently used blocks if the cache is too large. */
  const forget = (): void => {
    for (const [block, { size: freed }] of kept) {
      if (size <= KEPT || kept.size === 1) return;
      kept.delete(block);
      size -= freed;
    }
  };
  return (index) => {
    const block = Math.floor(index / BLOCK);
    const found = kept.get(block) ?? read(block);
    // Move the block to the end: the map is ordered by use.
    kept.delete(block);
    kept.set(block, found);
    forget();
    const trial = found.trials[index % BLOCK];
    if (trial === undefined) throw new RangeError(`no trial number ${index}`);
    return trial;
  };
};

/** A trial whose place in the playbook is in memory, and whose result is read on access. */
class StoredTrial implements TrialRecord {
  readonly sequence: TrialRecord['sequence'];
  readonly dataPlane: TrialRecord['dataPlane'];
  declare readonly network?: NonNullable<TrialRecord['network']>;
  declare readonly modifier?: NonNullable<TrialRecord['modifier']>;
  readonly procedure: TrialRecord['procedure'];
  readonly test: TrialRecord['test'];
  declare readonly block?: NonNullable<TrialRecord['block']>;
  readonly #index: number;
  readonly #at: (index: number) => TrialRecord;

  constructor(trial: TrialRecord, index: number, at: (index: number) => TrialRecord) {
    this.sequence = trial.sequence;
    this.dataPlane = trial.dataPlane;
    if (trial.network !== undefined) this.network = trial.network;
    if (trial.modifier !== undefined) this.modifier = trial.modifier;
    this.procedure = trial.procedure;
    this.test = trial.test;
    if (trial.block !== undefined) this.block = trial.block;
    this.#index = index;
    this.#at = at;
  }

  get started(): TrialRecord['started'] {
    return this.#at(this.#index).started;
  }

  get ended(): TrialRecord['ended'] {
    return this.#at(this.#index).ended;
  }

  get result(): TrialRecord['result'] {
    return this.#at(this.#index).result;
  }
}

/**
 * Opens a journal: every line is checked now, and a trial's result is read from the file on access, so
 * that a journal may be larger than memory.
 * @param trialOf the trial of a line that the schema has accepted
 * @param onFault called for damaged lines, instead of an error
 * @throws UnreadableArchive with file and line
 */
export const openTrials = async (
  file: string,
  schema: LineSchema,
  trialOf: (value: unknown) => TrialRecord,
  onFault?: OnFault,
): Promise<JournalText> => {
  const places: Place[] = [];
  const trials: TrialRecord[] = [];
  const at = trialsAt(file, places, (line) => trialOf(JSON.parse(line)));
  const onTrial = (trial: TrialRecord, place: Place): void => {
    trials.push(new StoredTrial(trial, places.length, at));
    places.push(place);
  };
  const torn = await scanJournal(file, schema, onTrial, onFault);
  return { trials, torn };
};
