import { plural } from '../../../document/wording.js';
import { planeName } from '../../sections/context.js';
import { dutIsRecorded } from '../checks.js';
import { samePlane, type RunEvidence } from '../evidence.js';
import { holds, NOT_APPLICABLE, notSeen, combined, type Judgement } from '../judgement.js';
import { never, requirementsOf, type RunRequirement } from '../requirement.js';

const rfc2544 = requirementsOf('RFC 2544');

/** One set-up for all trials of a data plane under a modifier, before the first of them. */
const setUpOnce = (run: RunEvidence): Judgement => {
  const { trials, facts, missing } = run;
  if (facts.dutSetups === undefined) return notSeen('set-ups are not recorded');
  if (missing !== undefined) return notSeen(missing);
  const planes = trials.filter(
    (trial, index) => trials.findIndex((other) => samePlane(trial, other)) === index,
  );
  return combined(
    planes.map((plane) => {
      const own = trials.filter((trial) => samePlane(trial, plane));
      const setups = (facts.dutSetups ?? []).filter((setup) => samePlane(setup, plane));
      const [first] = setups;
      if (first === undefined || first.afterTrials >= plane.sequence) {
        return notSeen(`no set-up of ${planeName(plane)} is recorded`);
      }
      return holds(
        setups.length === 1,
        `${planeName(plane)}: set up ${plural(setups.length, 'time')}`,
        {
          trials: own.map(({ sequence }) => sequence),
          facts: ['dutSetups'],
        },
      );
    }),
  );
};

const hasFilters = ({ modifier = 'none' }: { readonly modifier?: string }): boolean =>
  modifier.startsWith('filters');

/** A filtered data plane was set up as without filters, and the filters were added afterwards. */
const filtersAlone = (run: RunEvidence): Judgement =>
  run.trials.some(hasFilters) ? setUpOnce(run) : NOT_APPLICABLE;

/** Requirements for the DUT (sections 7 and 25). */
export const SETUP: readonly RunRequirement[] = [
  rfc2544('7', 'MUST', 'the DUT is set up by the instructions to its users', () =>
    notSeen('instructions are not recorded'),
  ),
  rfc2544('7', 'described', 'all protocols of the DUT are enabled', never('only the one tested')),
  rfc2544('7', 'described', 'the DUT is not reconfigured between tests', setUpOnce),
  rfc2544('7', 'MUST', 'filters change nothing else of the DUT', filtersAlone),
  rfc2544('7', 'SHOULD', 'the usual routing updates and keep-alives', never('routes are static')),
  rfc2544('7', 'MUST', "the DUT's software and set-up are reported", dutIsRecorded),
  rfc2544(
    '25',
    'SHOULD',
    'address resolution requests are answered',
    never('neighbours are permanent: none is sent'),
  ),
];
