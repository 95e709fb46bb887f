/** What a progress bar shows. */
export interface Progress {
  /** From 0 to 1. */
  readonly part: number;
  readonly trialsMade: number;
  /** In all. */
  readonly trialsExpected: number;
  /** How long it still takes: `29 h`; undefined if that is unknown. */
  readonly left: string | undefined;
  /** When it is expected to end: `16:40`; undefined if not known. */
  readonly ends?: string | undefined;
  /** The current activity, from the longest to the shortest wording. */
  readonly texts: readonly string[];
}

const barOf = (part: number, length: number): string => {
  const filled = Math.round(Math.min(1, Math.max(0, part)) * length);
  return '█'.repeat(filled) + '░'.repeat(length - filled);
};

/** How long the bar itself is, and what is beside it, in terminals of so many columns and up to so many. */
const LAYOUTS = [
  { from: 120, to: Infinity, length: 20, noun: ' trials', end: true },
  { from: 80, to: Infinity, length: 10, noun: ' trials', end: true },
  { from: 50, to: Infinity, length: 5, noun: '', end: false },
  { from: 0, to: 49, length: 0, noun: '', end: false },
] as const;

/** The counts and the times, from the most to the least of them that fits so many columns. */
const headsOf = (progress: Progress, columns: number): readonly string[] => {
  const { part, trialsMade, trialsExpected, left, ends } = progress;
  return LAYOUTS.filter(({ from, to }) => columns >= from && columns <= to).map(
    ({ length, noun, end }) => {
      const bar = length === 0 ? '' : `${barOf(part, length)} `;
      const counts = `${bar}${trialsMade}/${trialsExpected}${noun}`;
      if (left === undefined) return counts;
      return end && ends !== undefined
        ? `${counts}, ${left} left, ends ${ends}`
        : `${counts}, ${left} left`;
    },
  );
};

/**
 * A progress bar as one line that fits a terminal: as much of the current activity as there is room for
 * beside the shortest bar, and then as much of a bar. The last column is left free, as some terminals
 * wrap a full line. Pure.
 */
export const barLine = (progress: Progress, columns: number): string => {
  const room = Math.max(1, columns - 1);
  const heads = headsOf(progress, columns);
  const lines = progress.texts.flatMap((text) => heads.map((head) => `${head} | ${text}`));
  const fits = (line: string): boolean => line.length <= room;
  return lines.find(fits) ?? heads.find(fits) ?? (heads.at(-1) ?? '').slice(0, room);
};
