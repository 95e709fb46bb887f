import { z } from 'zod';
import type { Range, Estimate } from '../estimate.js';
import { figuresOf, ratioOf, type Evidence, type FoundFigure } from '../evidence.js';
import { figureSchema, type FigureSpec } from '../figures/index.js';
import { decide, notRun, worst, type Judged, type Verdict } from '../verdict.js';
import { agreed, type RunVerdict } from './compare.js';

/** The keys of a claim about a figure in a series of networks. */
export const SERIES_KEYS = {
  of: figureSchema.describe('In the first network'),
  then: z.array(z.string()).min(1).describe('The other networks, in order'),
};

/** A figure in a series of networks. */
export interface SeriesSpec {
  readonly of: FigureSpec;
  readonly then: readonly string[];
}

/** The networks of a series, each with its path. */
export const seriesNetworks = ({ of, then }: SeriesSpec) => [
  [of.network, ['of', 'network']] as const,
  ...then.map((name, index) => [name, ['then', index]] as const),
];

/** A run's figure in each of the networks; requires the first and the last. */
interface Series {
  readonly first: FoundFigure;
  readonly others: readonly FoundFigure[];
  /** Networks that the run does not have. */
  readonly without: readonly string[];
}

const seriesIn = (
  evidence: Evidence,
  { of, then }: SeriesSpec,
  first: FoundFigure,
): Series | undefined => {
  const others = then.map((network) => {
    const found = figuresOf(evidence, { ...of, network });
    const own = found.state === 'found' ? found.figures : [];
    return { network, figure: own.find(({ measured }) => measured.run === first.measured.run) };
  });
  if (others.at(-1)?.figure === undefined) return undefined;
  return {
    first,
    others: others.flatMap(({ figure }) => figure ?? []),
    without: others.flatMap(({ network, figure }) =>
      figure === undefined ? (evidence.networks[network]?.title ?? network) : [],
    ),
  };
};

/** Selects the ratio to the first figure by which a series is judged. */
export type Choice = (
  judged: readonly { readonly ours: Estimate; readonly state: Judged['state'] }[],
) => number;

/** The ratio with the worst verdict: among equal verdicts, the one farthest from 1. */
export const farthest: Choice = (judged) => {
  const state = worst(judged.map((each) => each.state));
  const distance = ({ ours }: { readonly ours: Estimate }) => Math.abs(ours.value - 1);
  const own = judged.filter((each) => each.state === state);
  const [first] = own.toSorted((one, other) => distance(other) - distance(one));
  return judged.findIndex((each) => each === first);
};

/** The lowest ratio. */
export const lowest: Choice = (judged) => {
  const [first] = judged.toSorted((one, other) => one.ours.value - other.ours.value);
  return judged.findIndex((each) => each === first);
};

const judgeOne = (
  evidence: Evidence,
  { first, others, without }: Series,
  accepted: Range,
  choice: Choice,
): readonly RunVerdict[] => {
  const ratios = others.flatMap((figure) => {
    const ours = ratioOf(evidence, figure, first);
    return ours === undefined ? [] : [{ ours, ...decide(ours, accepted) }];
  });
  const chosen = ratios[choice(ratios)];
  if (chosen === undefined) return [];
  const figures = [first, ...others];
  const left = without.length === 0 ? undefined : `not measured: ${without.join(', ')}`;
  return [
    {
      ...chosen,
      because: chosen.because ?? left,
      figures,
      places: figures.map(({ measured }) => measured),
    },
  ];
};

/** Judges a figure over networks, each as a ratio to the first, in every run that has them. */
export const judgeSeries = (
  evidence: Evidence,
  spec: SeriesSpec,
  accepted: Range,
  choice: Choice,
): Verdict => {
  const starts = figuresOf(evidence, spec.of);
  if (starts.state === 'missing') return notRun(starts.why);
  const series = starts.figures.flatMap((first) => seriesIn(evidence, spec, first) ?? []);
  const [last] = spec.then.slice(-1);
  if (series.length === 0) {
    const ends = figuresOf(evidence, { ...spec.of, network: last ?? spec.of.network });
    return notRun(
      ends.state === 'missing'
        ? ends.why
        : 'its first and last network were not measured in one run',
    );
  }
  const judged = series.flatMap((each) => judgeOne(evidence, each, accepted, choice));
  return { ...agreed(judged), paper: null };
};
