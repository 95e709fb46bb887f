import { jsonText } from '../model/text/printable.js';
import { replaceFile } from './disk/durable-file.js';
import { isTooLong, notWritten } from './disk/not-written.js';
import type { Reserve } from './disk/reserve.js';
import type { RunRecord } from './schema.js';

/** run.json of a run under way. */
export interface RunFile {
  /** Replaces it atomically. @throws ArchiveNotWritten, ArchiveGone */
  readonly write: (record: RunRecord) => Promise<void>;
  /** The same for the last time: with the space kept for it, where the disk is full. */
  readonly end: (record: RunRecord) => Promise<void>;
}

/** Room for how a run ended, in bytes, in addition to what run.json has. */
const ENDING = 4096;
/** How much of a message there is room for. */
const MOST_OF_A_MESSAGE = 1000;

const textOf = (record: RunRecord): string => `${jsonText(record, 2)}\n`;

/** How a run ended in less space: without what can be found out from its trials, then as it was before. */
const shorter = (record: RunRecord, written: RunRecord | undefined): readonly RunRecord[] => {
  const { state, ended } = record;
  // Nothing of a complete run is left out.
  if (state.state === 'complete') return [];
  const derived = { ...record, overhead: null, conformance: [] };
  if (written === undefined) return [derived];
  const short =
    state.state === 'failed'
      ? { ...state, message: state.message.slice(0, MOST_OF_A_MESSAGE) }
      : state;
  return [derived, { ...written, state: short, ended }];
};

/** @param trials how many the journal has */
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
