import { plural } from '../../../document/wording.js';
import { MODIFIERS, type Modifier } from '../../../model/modifier.js';
import { percent } from '../../../model/numbers/percent.js';
import { inSeconds } from '../../../model/units.js';
import type { RunEvidence } from '../evidence.js';
import { deviates, holds, met, NOT_APPLICABLE, notSeen, type Judgement } from '../judgement.js';
import { everyTrial, type JudgeTrial } from '../by-trial.js';
import { never, requirementsOf, type RunRequirement } from '../requirement.js';

const rfc2544 = requirementsOf('RFC 2544');

const isUnder =
  (modifiers: readonly Modifier[]) =>
  ({ modifier = 'none' }: { readonly modifier?: Modifier | undefined }): boolean =>
    modifiers.includes(modifier);

/** A judgement of the trials under some modifiers; not applicable if none of them is asked for. */
const under =
  (modifiers: readonly Modifier[], judge: (run: RunEvidence) => Judgement) =>
  (run: RunEvidence): Judgement => {
    if (run.trials.some(isUnder(modifiers))) return judge(run);
    return run.cells.some(isUnder(modifiers)) ? notSeen('no trial was made') : NOT_APPLICABLE;
  };

const eachTrialUnder = (modifiers: readonly Modifier[], judge: JudgeTrial) =>
  under(modifiers, everyTrial(judge, isUnder(modifiers)));

/** The first trial of each data plane in each network is made without modifier. */
const bareFirst = ({ trials, missing }: RunEvidence): Judgement => {
  const firsts = trials.filter(
    ({ dataPlane, network }, index) =>
      trials.findIndex((other) => other.dataPlane === dataPlane && other.network === network) ===
      index,
  );
  const other = firsts.find(({ modifier = 'none' }) => modifier !== 'none');
  if (other !== undefined) return deviates(`${other.modifier ?? ''} first`);
  if (missing !== undefined) return notSeen(missing);
  return met({ trials: firsts.map(({ sequence }) => sequence) });
};

/** A condition counts if every procedure under it has ended. */
const eachCondition = ({ cells, missing }: RunEvidence): Judgement => {
  const conditions = MODIFIERS.filter((each) => each !== 'none');
  const made = conditions.filter((condition) => {
    const own = cells.filter(isUnder([condition]));
    return own.length > 0 && own.every(({ result }) => result !== undefined);
  });
  if (made.length === 0) return deviates('under none');
  if (made.length < conditions.length) {
    return deviates(`${conditions.length - made.length} of ${conditions.length} left out`);
  }
  if (missing !== undefined) return notSeen(missing);
  return met({
    trials: cells
      .filter(isUnder(conditions))
      .flatMap(({ trials }) => trials.map(({ sequence }) => sequence)),
  });
};

const FILTERS = ['filters-1', 'filters-25'] as const;

const oneFilterFirst = ({ trials, missing }: RunEvidence): Judgement => {
  const [one, many] = FILTERS.map((each) => trials.filter(isUnder([each])));
  const [first, then] = [one?.[0], many?.[0]];
  if (first === undefined || then === undefined) {
    return deviates(first === undefined ? 'filters-25 only' : 'filters-1 only');
  }
  if (missing !== undefined) return notSeen(missing);
  return holds(first.sequence < then.sequence, 'filters-25 first', {
    trials: [first.sequence, then.sequence],
  });
};

/** Met by a trial in which it was done, and answered, at least once a second. */
const everySecond: JudgeTrial = ({ modifying, request: { duration } }, shown) => {
  const times = modifying?.everySecond;
  if (times === undefined) return notSeen('how often is not recorded');
  return holds(
    times >= Math.floor(inSeconds(duration)),
    `${plural(times, 'time')} in ${inSeconds(duration)} s`,
    shown,
  );
};

const PART = 0.01;
/** How far from 1 % of the test frames, as a fraction of it. */
const CLOSE = 0.1;

/** Broadcast frames have their own sender with its own rate, so they are evenly distributed. */
const broadcasts: JudgeTrial = ({ modifying, counts }, shown) => {
  const sent = modifying?.broadcast;
  if (sent === undefined) return notSeen('broadcast frames are not recorded');
  const part = sent / counts.offered;
  return holds(Math.abs(part / PART - 1) <= CLOSE, percent(Number(part.toFixed(4))), shown);
};

/** Requirements for modifying conditions (section 11). */
export const MODIFYING: readonly RunRequirement[] = [
  rfc2544('11', 'SHOULD', 'first without modifying conditions', bareFirst),
  rfc2544('11', 'SHOULD', 'again under each modifying condition', eachCondition),
  rfc2544(
    '11',
    'described',
    'modifying frames are of the test stream',
    // Broadcast frames are extra frames; the others use the management connection.
    under(['broadcast', 'management', 'route-updates'], never('sent in addition')),
  ),
  rfc2544(
    '11.1',
    'SHOULD',
    '1 % broadcast frames, evenly distributed',
    eachTrialUnder(['broadcast'], broadcasts),
  ),
  rfc2544(
    '11.2',
    'SHOULD',
    'a query a second, its answer verified',
    eachTrialUnder(['management'], everySecond),
  ),
  rfc2544(
    '11.3',
    'SHOULD',
    'frames of a routing protocol',
    under(['route-updates'], never('by commands')),
  ),
  rfc2544(
    '11.3',
    'MUST',
    'updates alternate routes between two states',
    eachTrialUnder(['route-updates'], everySecond),
  ),
  rfc2544(
    '11.3',
    'SHOULD',
    'the DUT is verified to have taken them',
    eachTrialUnder(['route-updates'], everySecond),
  ),
  rfc2544('11.4', 'SHOULD', 'first one filter, then 25', under(FILTERS, oneFilterFirst)),
  rfc2544(
    '11.4',
    'SHOULD',
    'filters by source and destination address',
    under(FILTERS, never('by one of them')),
  ),
  rfc2544(
    '11.4',
    'SHOULD',
    'the commands that set filters are reported',
    under(FILTERS, never('only in log.ndjson')),
  ),
];
