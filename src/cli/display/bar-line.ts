/** What a progress bar shows. */
export interface Progress {
  /** From 0 to 1. */
  readonly part: number;
  readonly trialsMade: number;
  /** In all. */
  readonly trialsExpected: number;
  /** How long it goes on: `29 h`; undefined where that is not known. */
  readonly left: string | undefined;
  /** What is going on, from the longest to the shortest way to say it. */
  readonly texts: readonly string[];
}

const barOf = (part: number, length: number): string => {
  const filled = Math.round(Math.min(1, Math.max(0, part)) * length);
  return '█'.repeat(filled) + '░'.repeat(length - filled);
};

/** How long the bar itself is, and whether counts have their noun, in terminals of so many columns. */
const LAYOUTS = [
  { from: 120, length: 20, noun: ' trials' },
  { from: 80, length: 10, noun: ' trials' },
  { from: 50, length: 5, noun: '' },
  { from: 0, length: 0, noun: '' },
] as const;

const headOf = (progress: Progress, columns: number): string => {
  const { part, trialsMade, trialsExpected, left } = progress;
  const { length, noun } = LAYOUTS.find(({ from }) => columns >= from) ?? LAYOUTS[0];
  const bar = length === 0 ? '' : `${barOf(part, length)} `;
  const counts = `${bar}${trialsMade}/${trialsExpected}${noun}`;
  return left === undefined ? counts : `${counts}, ${left} left`;
};

/**
 * A progress bar as one line that fits a terminal, with as much of what is going on as there is room
 * for. The last column is left free, as some terminals wrap a full line. Pure.
 */
export const barLine = (progress: Progress, columns: number): string => {
  const room = Math.max(1, columns - 1);
  const head = headOf(progress, columns);
  const lines = progress.texts.map((text) => `${head} | ${text}`);
  return lines.find((line) => line.length <= room) ?? head.slice(0, room);
};
