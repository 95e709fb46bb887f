import type { Range } from '../estimate.js';
import {
  figuresOf,
  partnerOf,
  ratioOf,
  referenceOf,
  type Evidence,
  type Figures,
  type FoundFigure,
} from '../evidence.js';
import type { FigureSpec } from '../figures/index.js';
import { decide, notRun, type Judged, type Verdict } from '../verdict.js';

/** The terms of a ratio: two figures, or a figure and the reference. */
export interface Compared {
  readonly of: FigureSpec;
  readonly to?: FigureSpec | undefined;
}

/** The verdict of one run, without the paper's value. */
export type RunVerdict = Omit<Judged, 'paper'>;

/** What a figure is compared with: a given figure, or the reference's peak in each run. */
const partnersOf = (
  evidence: Evidence,
  to: FigureSpec | undefined,
  own: readonly FoundFigure[],
): Figures => {
  if (to !== undefined) return figuresOf(evidence, to);
  const figures = own.flatMap(({ measured }) => referenceOf(evidence, measured) ?? []);
  const { dataPlane } = evidence.reference;
  return figures.length > 0
    ? { state: 'found', figures }
    : { state: 'missing', why: `${dataPlane} was not measured in the same run` };
};

const judgePair = (
  evidence: Evidence,
  figure: FoundFigure,
  partner: FoundFigure,
  accepted: Range,
): RunVerdict => {
  const common = {
    figures: [figure, partner],
    places: [figure.measured, partner.measured],
  };
  const ours = ratioOf(evidence, figure, partner);
  if (ours === undefined) {
    const { dataPlane } = evidence.reference;
    const because = `measured in different runs, whose rates can only be compared relative to ${dataPlane}, which was not measured in both`;
    return { state: 'cannot-tell', ours: null, because, ...common };
  }
  return { ...decide(ours, accepted), ours, ...common };
};

/**
 * Judges a ratio of two figures in every run that has the first. If verdicts of runs differ, the result is
 * cannot-tell.
 */
export const judgeRatio = (
  evidence: Evidence,
  { of, to }: Compared,
  paper: number | null,
  accepted: Range,
): Verdict => {
  const own = figuresOf(evidence, of);
  if (own.state === 'missing') return notRun(own.why);
  if (to === undefined && own.figures.every(({ unit }) => unit === 'ratio')) {
    return { ...agreed(own.figures.map((figure) => judgePart(figure, accepted))), paper };
  }
  const partners = partnersOf(evidence, to, own.figures);
  if (partners.state === 'missing') return notRun(partners.why);
  const judged = own.figures.flatMap((figure) => {
    const partner = partnerOf(figure, partners.figures);
    return partner === undefined ? [] : [judgePair(evidence, figure, partner, accepted)];
  });
  if (judged.length === 0) return notRun('its figures were measured on different machines');
  return { ...agreed(judged), paper };
};

/** A figure that is itself a fraction. */
const judgePart = (figure: FoundFigure, accepted: Range): RunVerdict => ({
  ...decide(figure.estimate, accepted),
  ours: figure.estimate,
  figures: [figure],
  places: [figure.measured],
});

/** The common verdict of several runs. @param judged at least one @throws RangeError for none */
export const agreed = (judged: readonly RunVerdict[]): RunVerdict => {
  const [first] = judged;
  if (first === undefined) throw new RangeError('nothing was judged');
  if (judged.every(({ state }) => state === first.state)) return first;
  const states = judged.map(({ state, figures }) => `${figures[0]?.runId ?? ''}: ${state}`);
  return { ...first, state: 'cannot-tell', because: `runs disagree: ${states.join(', ')}` };
};
