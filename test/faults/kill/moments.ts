import type { Draw } from '../campaign/draw.js';

/** A moment of a run: some time after it has printed a line. */
export interface Moment {
  readonly phase: PhaseName;
  readonly line: RegExp;
  /** The how manieth such line. */
  readonly occurrence: number;
  /** In ms. */
  readonly delay: number;
}

interface Phase {
  /** What a run prints in it. */
  readonly lines: readonly [RegExp, ...RegExp[]];
  /** How often it prints each at least. */
  readonly occurrences: number;
  /** In ms: about what a step of it takes. */
  readonly longest: number;
}

/** The phases of a run, by what it announces. */
export const PHASES = {
  connecting: {
    lines: [/^connecting to/, /^preparing the machines$/],
    occurrences: 1,
    longest: 1500,
  },
  provision: {
    lines: [/: ports-up$/, /: sysctl$/, /: module-load$/, /: modprobe$/, /^setting up /],
    occurrences: 1,
    longest: 800,
  },
  build: { lines: [/: module-build$/], occurrences: 1, longest: 20_000 },
  measure: { lines: [/load-sweep$/, /^\s+trial \d+ /], occurrences: 2, longest: 1200 },
  teardown: { lines: [/^undoing every change$/], occurrences: 1, longest: 2500 },
} as const satisfies Readonly<Record<string, Phase>>;

/** The name of a phase. */
export type PhaseName = keyof typeof PHASES;

const NAMES = Object.keys(PHASES) as [PhaseName, ...PhaseName[]];

/** Draws a moment: each of these phases as likely as any other, each time in it too. Pure. */
export const drawMoment = (
  draw: Draw,
  phases: readonly [PhaseName, ...PhaseName[]] = NAMES,
): Moment => {
  const phase = draw.pick(phases);
  const { lines, occurrences, longest }: Phase = PHASES[phase];
  return {
    phase,
    line: draw.pick([...lines]),
    occurrence: 1 + draw.below(occurrences),
    delay: draw.below(longest),
  };
};

/** A moment in words. */
export const momentText = ({ phase, line, occurrence, delay }: Moment): string =>
  `${phase}: ${delay} ms after ${line.source} (${occurrence})`;
