import { changesBetween } from '../../document/changes.js';
import { Failure } from '../../model/failure.js';
import type { CellResult, RunRecord } from '../../results/schema.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { sameCell } from '../archive/entries.js';
import { placeRecordOf } from '../archive/place-record.js';
import type { EarlierRun } from './earlier-run.js';

/** A result in run.json differs from the journal's. */
class ResultDiffers extends Failure {
  override readonly kind = 'invalid-file';

  constructor({ runId, vrbench }: RunRecord, cell: CellResult, got: string) {
    const { frameSize, procedure, result } = cell;
    const name = `${planeName(cell)}, ${frameSize} bytes, procedures[${procedure}] (${result.test})`;
    super({
      attempted: `resuming run ${runId}`,
      got: `${name}: ${got}`,
      remedy: `run.json or the journal was edited, or written by a version other than vrbench ${vrbench.version}: start a new run`,
    });
  }
}

/** The value after a round trip through JSON: without keys whose value is undefined. */
const asArchived = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * Checks that every result in run.json follows from the trials in the journal.
 * @throws Failure that names the first that does not, and the difference
 */
export const requireSameResults = (
  run: RunRecord,
  { results }: Pick<EarlierRun, 'results'>,
): void => {
  for (const recorded of run.results) {
    const replayed = results.find(({ cell: { frameSize, procedure, ...place } }) =>
      sameCell({ ...placeRecordOf(place), frameSize, procedure }, recorded),
    );
    if (replayed === undefined) {
      throw new ResultDiffers(
        run,
        recorded,
        'run.json has a result, but its trials are missing from the journal',
      );
    }
    const [change] = changesBetween(asArchived(recorded.result), asArchived(replayed.result));
    if (change === undefined) continue;
    const { place, before, now } = change;
    throw new ResultDiffers(
      run,
      recorded,
      `${place} is ${before} in run.json, but ${now} from the journal`,
    );
  }
};
