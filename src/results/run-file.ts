import { jsonText } from '../model/text/printable.js';
import { replaceFile } from './disk/durable-file.js';
import { isTooLong, notWritten } from './disk/not-written.js';
import type { Reserve } from './disk/reserve.js';
import type { RunRecord } from './schema.js';

/** run.json of a run under way. */
export interface RunFile {
  /** Replaces it atomically. @throws ArchiveNotWritten, ArchiveGone */
  readonly write: (record: RunRecord) => Promise<void>;
  /** The same for the last time: if the disk is full, in the reserved space. */
  readonly end: (record: RunRecord) => Promise<void>;
}

/** Space for how a run ended, in bytes, in addition to the length of run.json. */
const ENDING = 4096;
/** Maximum length of a message. */
const MOST_OF_A_MESSAGE = 1000;

const textOf = (record: RunRecord): string => `${jsonText(record, 2)}\n`;

/** Shorter records of how a run ended: first without what follows from its trials, then the previous record. */
const shorter = (record: RunRecord, written: RunRecord | undefined): readonly RunRecord[] => {
  const { state, ended } = record;
  // The record of a complete run is never shortened.
  if (state.state === 'complete') return [];
  const derived = { ...record, overhead: null, conformance: [] };
  if (written === undefined) return [derived];
  const short =
    state.state === 'failed'
      ? { ...state, message: state.message.slice(0, MOST_OF_A_MESSAGE) }
      : state;
  return [derived, { ...written, state: short, ended }];
};

/** @param trials the number of trials in the journal */
export const runFile = (file: string, reserve: Reserve, trials: () => number): RunFile => {
  let written: RunRecord | undefined;
  const replace = async (record: RunRecord, text: string): Promise<void> => {
    await replaceFile(file, text);
    written = record;
  };
  return {
    write: async (record) => {
      const text = textOf(record);
      const bytes = Buffer.byteLength(text);
      try {
        await reserve.hold(bytes + ENDING);
        await replace(record, text);
      } catch (cause) {
        throw await notWritten({ file, bytes, trials: trials() }, cause);
      }
    },
    end: async (record) => {
      await reserve.release();
      let first: unknown;
      for (const each of [record, ...shorter(record, written)]) {
        const text = textOf(each);
        try {
          await replace(each, text);
          return;
        } catch (cause) {
          const bytes = Buffer.byteLength(text);
          first ??= await notWritten({ file, bytes, trials: trials() }, cause);
          if (!isTooLong(cause)) break;
        }
      }
      throw first;
    },
  };
};
