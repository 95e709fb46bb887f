import type { LeftOutRecord, RunRecord, Setup } from '../../results/schema.js';

/** The fields that identify a cell of an archive. */
type CellRecord = Pick<
  RunRecord['results'][number],
  'dataPlane' | 'network' | 'modifier' | 'frameSize' | 'procedure'
>;

/** Whether two entries are about the same cell. */
export const sameCell = (one: CellRecord, other: CellRecord): boolean =>
  one.dataPlane === other.dataPlane &&
  one.network === other.network &&
  one.modifier === other.modifier &&
  one.frameSize === other.frameSize &&
  one.procedure === other.procedure;

/** Adds an entry, or replaces the earlier entry for the same subject. */
export const entered = <Entry>(
  entries: readonly Entry[],
  entry: Entry,
  alike: (earlier: Entry) => boolean,
): readonly Entry[] => {
  const index = entries.findIndex(alike);
  return index < 0 ? [...entries, entry] : entries.with(index, entry);
};

/** The left-out records, without whole cells that have been measured since. */
export const withoutWhole = (
  leftOut: readonly LeftOutRecord[],
  cell: CellRecord,
): readonly LeftOutRecord[] =>
  leftOut.filter((left) => left.load !== undefined || !sameCell(left, cell));

/** A run with the machines as read at its start, or when it was last resumed. */
export const withSetup = (
  { setup: first, resumed = [] }: Pick<RunRecord, 'setup' | 'resumed'>,
  setup: Setup,
): Pick<RunRecord, 'setup' | 'resumed'> => {
  const last = resumed.at(-1);
  if (last === undefined) return { setup };
  return { setup: first ?? setup, resumed: resumed.with(-1, { ...last, setup }) };
};
