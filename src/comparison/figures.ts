import { groupBy } from '../model/group-by.js';
import type { Bytes } from '../model/units.js';
import { sum } from '../model/numbers/sum.js';
import type { CellResult, RunRecord, TestName } from '../results/schema.js';
import type {
  MeasuredFigure,
  QuantityName,
  RepeatedFigure,
} from '../rfc2544/quantities/quantity.js';
import type { Cell } from '../rfc2544/sections/context.js';
import { testOf } from '../rfc2544/tests/index.js';
import { listed } from '../rfc2544/quantities/times.js';
import type { TrialSummary } from '../results/summaries/trial-summary.js';
import type { ComparedRun } from './run.js';

/** Where a figure was measured. */
export interface MeasuredAt extends Omit<Cell, 'frameSize'> {
  /** Undefined for figures without a frame size, such as instructions. */
  readonly frameSize?: Bytes | undefined;
  /** Undefined for figures that are not from a test. */
  readonly test?: TestName | undefined;
  /** Index among the playbook's entries with this test, from 0. */
  readonly entry: number;
}

/** A figure of a run, and where it was measured. */
export interface PlacedFigure extends MeasuredAt {
  readonly quantity: QuantityName;
  readonly figure: MeasuredFigure;
  /** Its load as a fraction of the reference's throughput, if the playbook specifies it that way. */
  readonly proportion?: number | undefined;
}

const placeKey = ({
  dataPlane,
  network = '',
  modifier = 'none',
  frameSize,
}: Omit<MeasuredAt, 'entry' | 'test'>): string =>
  `${dataPlane} ${modifier} ${frameSize ?? ''} ${JSON.stringify(network)}`;

/** Results, numbered among those of the same test in the same place. */
const withEntries = (
  results: readonly CellResult[],
): readonly { readonly cell: CellResult; readonly place: MeasuredAt }[] => {
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

/** The figures of a run's tests in run.json. */
export const figuresOfTests = (
  run: Pick<RunRecord, 'results' | 'reference'>,
): readonly PlacedFigure[] => {
  const proportions = proportionsIn(run);
  return withEntries(run.results).flatMap(({ cell, place }) =>
    testOf(cell.result).quantities.flatMap((quantity) =>
      quantity.figures(cell.result).map((figure): PlacedFigure => {
        const load = figure.at !== undefined && 'load' in figure.at ? figure.at.load : undefined;
        const proportion = proportions.get(`${cell.procedure} ${cell.frameSize} ${load}`);
        return { ...place, quantity: quantity.name, figure, proportion };
      }),
    ),
  );
};

/** The instructions per forwarded frame, if a run counted them. */
export const figuresOfInstructions = ({
  instructions = [],
}: Pick<RunRecord, 'instructions'>): readonly PlacedFigure[] =>
  instructions.map(({ dataPlane, network, instructionsPerFrame, trials }) => ({
    ...{ dataPlane, network, entry: 0, quantity: 'instructions-per-frame' as const },
    figure: { basis: 'repeats', value: instructionsPerFrame, repeats: () => listed(trials) },
  }));

const trialKey = (trial: TrialSummary): string => `${placeKey(trial)} ${trial.procedure}`;

/** Unlocated frames of valid trials, by where they were measured. */
export const figuresOfUnlocated = ({
  run,
  trials,
}: Pick<ComparedRun, 'trials'> & {
  readonly run: Pick<RunRecord, 'results'>;
}): readonly PlacedFigure[] => {
  const byCell = groupBy(
    trials.filter(({ warmUp }) => !warmUp),
    trialKey,
  );
  return withEntries(run.results).flatMap(({ cell, place }): PlacedFigure[] => {
    const own = (byCell.get(`${placeKey(cell)} ${cell.procedure}`) ?? []).flatMap(
      ({ sequence, figures }) =>
        figures === undefined ? [] : [{ trial: sequence, value: Math.abs(figures.unlocated) }],
    );
    if (own.length === 0) return [];
    const value = sum(own.map((each) => each.value)) / own.length;
    const figure: RepeatedFigure = { basis: 'repeats', value, repeats: () => own };
    return [{ ...place, quantity: 'unlocated', figure }];
  });
};

/** All figures by which runs are compared. */
export const figuresIn = (compared: ComparedRun): readonly PlacedFigure[] => [
  ...figuresOfTests(compared.run),
  ...figuresOfInstructions(compared.run),
  ...figuresOfUnlocated(compared),
];

/** A key that is equal for corresponding figures of two runs. */
export const figureKey = ({ quantity, test, entry, figure, ...place }: PlacedFigure): string =>
  `${placeKey(place)} ${JSON.stringify([test, entry, quantity, figure.at])}`;

/** The same for loads in proportion to the reference, regardless of the resulting rates. */
export const proportionKey = (placed: PlacedFigure): string | undefined => {
  const { quantity, test, entry, proportion } = placed;
  return proportion === undefined
    ? undefined
    : `${placeKey(placed)} ${JSON.stringify([test, entry, quantity, proportion])}`;
};
