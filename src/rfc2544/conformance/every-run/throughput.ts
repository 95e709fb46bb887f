import { lossFree } from '../../trials/loss-free.js';
import { restingOn, validOf } from '../by-trial.js';
import { mediaAreKnown, portsAreKnown, reachesLineRate, trafficIsKnown } from '../checks.js';
import { samePlane, type JudgedCell, type RunEvidence } from '../evidence.js';
import {
  deviates,
  holds,
  met,
  NOT_APPLICABLE,
  notSeen,
  combined,
  type Judgement,
} from '../judgement.js';
import { requirementsOf, type RunRequirement } from '../requirement.js';

const rfc2544 = requirementsOf('RFC 2544');

type Cell = JudgedCell<unknown>;

/** Judges every search for a throughput; not applicable if no test looks for one. */
const eachSearch =
  (judge: (cell: Cell, run: RunEvidence) => Judgement) =>
  (run: RunEvidence): Judgement => {
    const searches = run.cells.filter((cell) => cell.searches);
    if (searches.length === 0) return NOT_APPLICABLE;
    return combined(
      searches.map((cell) =>
        cell.result === undefined
          ? notSeen(`no result at ${cell.frameSize} bytes`)
          : judge(cell, run),
      ),
    );
  };

/** The valid trial of a search with the highest load. */
const highest = (cell: Cell) =>
  validOf(cell).toSorted(
    (one, other) => other.result.request.intendedLoad - one.result.request.intendedLoad,
  )[0];

const upToTheMedia = eachSearch((cell, run) => {
  const top = highest(cell);
  if (top === undefined) return notSeen('no load could be measured');
  return reachesLineRate(run, cell, top.result, { trials: [top.sequence] });
});

const withoutLoss = eachSearch(({ decided, frameSize }, run) =>
  decided.length === 0
    ? notSeen(`no throughput was found at ${frameSize} bytes`)
    : combined(
        decided.map(({ trials }) =>
          restingOn(run, trials, (result, shown) =>
            holds(lossFree(result), 'frames were lost', shown),
          ),
        ),
      ),
);

/** A judgement of the searches that found a throughput. */
const ofFound =
  (judge: (found: readonly Cell[], run: RunEvidence) => Judgement) =>
  (run: RunEvidence): Judgement => {
    const searches = run.cells.filter((cell) => cell.searches);
    if (searches.length === 0) return NOT_APPLICABLE;
    const found = searches.filter(({ decided }) => decided.length > 0);
    return found.length === 0 ? notSeen('no throughput was found') : judge(found, run);
  };

/** The report draws a graph if a data plane has a throughput at more than one size. */
const asGraph = ofFound((found, run) => {
  const drawn = found.filter((cell) =>
    found.some((other) => samePlane(cell, other) && cell.frameSize !== other.frameSize),
  );
  if (drawn.length === 0) return deviates('only one frame size');
  const trials = drawn.flatMap(({ decided }) => decided.flatMap((load) => load.trials));
  return restingOn(run, trials, (_, shown) => met(shown));
});

/** Requirements for every search for a throughput, in any test (sections 20 and 26.1). */
export const THROUGHPUT: readonly RunRequirement[] = [
  rfc2544('20', 'SHOULD', 'up to the maximum frame rate of the media', upToTheMedia),
  rfc2544('26.1', 'described', 'no frame is lost at the throughput', withoutLoss),
  rfc2544('26.1', 'SHOULD', 'the throughput as a graph over frame sizes', asGraph),
  rfc2544(
    '26.1',
    'SHOULD',
    'the theoretical frame rate with it',
    ofFound((_, run) => mediaAreKnown(run)),
  ),
  rfc2544(
    '26.1',
    'SHOULD',
    'protocol, data stream and media are stated',
    ofFound((_, run) => combined([trafficIsKnown(run), portsAreKnown(run)])),
  ),
];
