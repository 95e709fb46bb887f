import { groupBy } from '../../model/group-by.js';
import type { Asked } from '../../model/schema/asked.js';
import { hasFigures, type TrialOutcome } from '../../model/trial.js';
import type { Pps } from '../../model/units.js';
import type { Cell } from '../sections/context.js';
import { ALL_TESTS, testOf, type TestName, type TestResult } from '../tests/index.js';
import { throughputFoundBy } from '../tests/procedure-of.js';
import { samePlane } from './evidence.js';
import type { JournaledTrial, JudgedCell, RunEvidence, RunFacts } from './evidence.js';
import { trialFinder } from '../trials/by-sequence.js';

/** A result and its procedure. */
type ResultCell = Cell & { readonly procedure: number; readonly result: TestResult };

/** The keys of run.json that rows are judged by. */
export interface JudgedRun extends RunFacts {
  readonly results: readonly ResultCell[];
}

/** And the lines of trials.ndjson. */
export type ArchivedTrial = Omit<JournaledTrial, 'result'> & {
  readonly test: TestName;
  readonly result: TrialOutcome;
};

const isMeasured = (trial: ArchivedTrial): trial is ArchivedTrial & JournaledTrial =>
  hasFigures(trial.result);

/** A procedure on a data plane in a network at a frame size. */
type Place = Cell & { readonly procedure: number; readonly test: TestName };

/** With the test: in an archive that contradicts itself, a procedure has results of several. */
const keyOf = ({ dataPlane, network = '', modifier = 'none', frameSize, procedure, test }: Place) =>
  [dataPlane, modifier, frameSize, procedure, test, network].join(' ');

const placeOfResult = (cell: ResultCell): Place => ({ ...cell, test: cell.result.test });

const placeOf = ({ result, ...trial }: ArchivedTrial): Place => ({
  dataPlane: trial.dataPlane,
  network: trial.network,
  modifier: trial.modifier,
  procedure: trial.procedure,
  test: trial.test,
  frameSize: result.request.frameSize,
});

/** Every data plane with every network that the playbook asked for there. */
const askedPlanes = ({
  dataPlanes,
  networks,
}: Asked): readonly Pick<Cell, 'dataPlane' | 'network'>[] =>
  networks === undefined
    ? dataPlanes.map((dataPlane) => ({ dataPlane }))
    : networks.flatMap(({ name, dataPlanes: own }) =>
        own.map((dataPlane) => ({ dataPlane, network: name })),
      );

/** Every combination that the playbook asked for; none if the archive does not say. */
const askedPlaces = ({ asked }: JudgedRun): readonly Place[] =>
  asked === undefined
    ? []
    : askedPlanes(asked).flatMap((plane) =>
        asked.modifiers.flatMap((modifier) =>
          asked.frameSizes.flatMap((frameSize) =>
            asked.procedures.flatMap(({ test }, procedure): Place[] => {
              const known = ALL_TESTS.find(({ name }) => name === test);
              return known === undefined
                ? []
                : [{ ...plane, modifier, frameSize, procedure, test: known.name }];
            }),
          ),
        ),
      );

/** Everything that was asked for or begun, each place once. */
const placesOf = (run: JudgedRun, journal: readonly ArchivedTrial[]): readonly Place[] => {
  const begun = [...run.results.map(placeOfResult), ...journal.map(placeOf)];
  return [...groupBy([...askedPlaces(run), ...begun], keyOf).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  );
};

/** The load that the last search before a place found there, for the tests that are made at it. */
const throughputAt = ({ results }: JudgedRun, place: Place): Pps | undefined => {
  const found = results
    .filter(
      (cell) =>
        samePlane(cell, place) &&
        cell.frameSize === place.frameSize &&
        cell.procedure < place.procedure,
    )
    .flatMap(({ result }) => throughputFoundBy(result) ?? [])
    .at(-1);
  return found?.state === 'found' ? found.load : undefined;
};

/** How many trials are not in the journal, by the numbers of those that are. */
const missingFrom = ({ trials = 0 }: JudgedRun, journal: readonly ArchivedTrial[]) => {
  const numbers = new Set(journal.map(({ sequence }) => sequence));
  const last = [...numbers].reduce((most, each) => Math.max(most, each), trials);
  const missing = last - numbers.size;
  return missing === 0 ? undefined : `${missing} of ${last} trials are not in the journal`;
};

/** A run's archive, arranged for the judges of runs and of tests. */
export interface ArchiveEvidence extends RunEvidence {
  readonly cells: readonly JudgedCell<TestResult>[];
}

/** Arranges a run's archive for the judges. */
export const evidenceOf = (run: JudgedRun, journal: readonly ArchivedTrial[]): ArchiveEvidence => {
  // A broken trial did not finish: no figure rests on it, and it shows nothing.
  const measured = journal.filter(isMeasured);
  const trials = measured.filter(({ result }) => result.request.warmUp !== true);
  const byPlace = groupBy(trials, (trial) => keyOf(placeOf(trial)));
  const results = new Map(run.results.map((cell) => [keyOf(placeOfResult(cell)), cell.result]));
  const cells = placesOf(run, journal).map((place): JudgedCell<TestResult> => {
    const test = testOf(place);
    const result = results.get(keyOf(place));
    return {
      ...place,
      result,
      trials: byPlace.get(keyOf(place)) ?? [],
      decided: result === undefined ? [] : (test.decided?.(result) ?? []),
      fullLength: test.decided !== undefined,
      searches: test.search !== undefined,
      throughput: throughputAt(run, place),
    };
  });
  return {
    facts: run,
    trials,
    trialOf: trialFinder(measured),
    missing: missingFrom(run, journal),
    cells,
  };
};
