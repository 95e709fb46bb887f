import { groupBy } from '../model/group-by.js';
import type { Bytes } from '../model/units.js';
import { isValid } from '../model/trial.js';
import { sum } from '../model/numbers/sum.js';
import type { CellResult, RunRecord, TestName } from '../results/schema.js';
import type { Figure, QuantityName, RepeatedFigure } from '../rfc2544/quantities/quantity.js';
import type { Cell } from '../rfc2544/sections/context.js';
import { testOf } from '../rfc2544/tests/index.js';
import { listed } from '../rfc2544/quantities/times.js';
import type { ComparedRun, ComparedTrial } from './run.js';

/** Where a figure was measured. */
export interface FigurePlace extends Omit<Cell, 'frameSize'> {
  /** Undefined for what is not of frames of one size, such as instructions. */
  readonly frameSize?: Bytes | undefined;
  /** Undefined for what is not of a test. */
  readonly test?: TestName | undefined;
  /** Which of several entries of the playbook with this test, from 0. */
  readonly entry: number;
}

/** A figure of a run, and where it was measured. */
export interface PlacedFigure extends FigurePlace {
  readonly quantity: QuantityName;
  readonly figure: Figure;
  /** What its load is of the reference's throughput, where the playbook states it so. */
  readonly proportion?: number | undefined;
}

const placeKey = ({
  dataPlane,
  network,
  modifier = 'none',
  frameSize,
}: Omit<FigurePlace, 'entry'>) => JSON.stringify([dataPlane, network, modifier, frameSize]);

/** Results with the number of each among those of the same test in the same place. */
const withEntries = (
  results: readonly CellResult[],
): readonly { readonly cell: CellResult; readonly place: FigurePlace }[] => {
  const seen = new Map<string, number>();
  return results.map((cell) => {
    const { dataPlane, network, modifier, frameSize, result } = cell;
    const key = `${placeKey(cell)} ${result.test}`;
    const entry = seen.get(key) ?? 0;
    seen.set(key, entry + 1);
    return { cell, place: { dataPlane, network, modifier, frameSize, test: result.test, entry } };
  });
};

/** Loads in proportion to the reference, of every procedure at every frame size. */
const proportionsIn = ({ reference }: Pick<RunRecord, 'reference'>): ReadonlyMap<string, number> =>
  new Map(
    (reference?.loads ?? []).flatMap(({ path, proportion, rates }) => {
      const [, procedure = ''] = /procedures\[(\d+)\]/.exec(path) ?? [];
      return rates.map(({ frameSize, load }) => [`${procedure} ${frameSize} ${load}`, proportion]);
    }),
  );

/** The figures that run.json has of the tests of a run. */
export const figuresOfTests = (
  run: Pick<RunRecord, 'results' | 'reference'>,
): readonly PlacedFigure[] => {
  const proportions = proportionsIn(run);
  return withEntries(run.results).flatMap(({ cell, place }) =>
    testOf(cell.result).quantities.flatMap(({ name, figures }) =>
      figures(cell.result).map((figure): PlacedFigure => {
        const load = figure.at !== undefined && 'load' in figure.at ? figure.at.load : undefined;
        const proportion = proportions.get(`${cell.procedure} ${cell.frameSize} ${load}`);
        return { ...place, quantity: name, figure, proportion };
      }),
    ),
  );
};

/** What a forwarded frame cost, of a run that counted it. */
export const figuresOfInstructions = ({
  instructions = [],
}: Pick<RunRecord, 'instructions'>): readonly PlacedFigure[] =>
  instructions.map(({ dataPlane, network, instructionsPerFrame, trials }) => ({
    ...{ dataPlane, network, entry: 0, quantity: 'instructions-per-frame' as const },
    figure: { basis: 'repeats', value: instructionsPerFrame, repeats: () => listed(trials) },
  }));

const trialKey = (trial: ComparedTrial): string =>
  `${placeKey({ ...trial, frameSize: trial.result.request.frameSize })} ${trial.procedure}`;

/** Frames of valid trials that no counter accounts for, by where they were measured. */
export const figuresOfUnlocated = ({
  run,
  trials,
}: Pick<ComparedRun, 'trials'> & {
  readonly run: Pick<RunRecord, 'results'>;
}): readonly PlacedFigure[] => {
  const byCell = groupBy(
    trials.filter(({ result }) => result.request.warmUp !== true),
    trialKey,
  );
  return withEntries(run.results).flatMap(({ cell, place }): PlacedFigure[] => {
    const own = (byCell.get(`${placeKey(cell)} ${cell.procedure}`) ?? []).flatMap(
      ({ sequence, result }) =>
        isValid(result) ? [{ trial: sequence, value: Math.abs(result.unlocated) }] : [],
    );
    if (own.length === 0) return [];
    const value = sum(own.map((each) => each.value)) / own.length;
    const figure: RepeatedFigure = { basis: 'repeats', value, repeats: () => own };
    return [{ ...place, quantity: 'unlocated', figure }];
  });
};

/** Everything that runs are compared by. */
export const figuresIn = (compared: ComparedRun): readonly PlacedFigure[] => [
  ...figuresOfTests(compared.run),
  ...figuresOfInstructions(compared.run),
  ...figuresOfUnlocated(compared),
];

/** The same of figures that are of the same. */
export const figureKey = ({ quantity, test, entry, figure, ...place }: PlacedFigure): string =>
  `${placeKey(place)} ${JSON.stringify([test, entry, quantity, figure.at])}`;

/** The same where loads are in proportion to the reference, whatever they came to. */
export const proportionKey = (placed: PlacedFigure): string | undefined => {
  const { quantity, test, entry, proportion } = placed;
  return proportion === undefined
    ? undefined
    : `${placeKey(placed)} ${JSON.stringify([test, entry, quantity, proportion])}`;
};
