import { MODIFIERS, type Modifier } from '../../model/modifier.js';
import {
  asked,
  deviates,
  holds,
  MET,
  NOT_APPLICABLE,
  type Choices,
  type Requirement,
  type Verdict,
} from './requirement.js';
import { reaches } from './verdicts.js';

/** A verdict on a modifier, or that the run has none of these. */
const under =
  (modifiers: readonly Modifier[], verdict: Verdict = MET) =>
  (choices: Choices): Verdict =>
    modifiers.some((each) => choices.modifiers.includes(each)) ? verdict : NOT_APPLICABLE;

const eachModifier = ({ modifiers }: Choices): Verdict => {
  const missing = MODIFIERS.filter((each) => !modifiers.includes(each));
  if (modifiers.length === 1) return deviates('none is made');
  return holds(missing.length === 0, `${missing.length} of ${MODIFIERS.length - 1} are left out`);
};

const bothFilters = ({ modifiers }: Choices): Verdict => {
  const made = modifiers.filter((each) => each.startsWith('filters'));
  return made.length === 0 ? NOT_APPLICABLE : holds(made.length === 2, made.join(''));
};

/** Requirements for test streams. */
export const TRAFFIC: readonly Requirement[] = [
  asked('11', 'SHOULD', 'first without modifying conditions'),
  asked('11', 'SHOULD', 'again under each modifying condition', eachModifier),
  asked(
    '11',
    'described',
    'modifying frames are of the test stream',
    // Broadcast frames are more; the others come by the connection the DUT is managed through.
    under(['broadcast', 'management', 'route-updates'], deviates('they are on top')),
  ),
  asked('11.1', 'SHOULD', '1 % broadcast frames, evenly distributed', under(['broadcast'])),
  asked('11.2', 'SHOULD', 'a query a second, its answer verified', under(['management'])),
  asked(
    '11.3',
    'SHOULD',
    'frames of a routing protocol',
    under(['route-updates'], deviates('commands')),
  ),
  asked('11.3', 'MUST', 'they alternate routes between two states', under(['route-updates'])),
  asked('11.3', 'SHOULD', 'it is verified that the DUT took them', under(['route-updates'])),
  asked('11.4', 'SHOULD', 'first one filter, then 25', bothFilters),
  asked(
    '11.4',
    'SHOULD',
    'filters by source and destination address',
    under(['filters-1', 'filters-25'], deviates('by one of them')),
  ),
  // The archive's log has every command.
  asked(
    '11.4',
    'SHOULD',
    'the commands that set filters are kept',
    under(['filters-1', 'filters-25']),
  ),
  asked('12', 'SHOULD', 'one source and destination first', ({ traffic }) =>
    holds(traffic.destinations === 'one', 'in 256 networks at once'),
  ),
  asked('12', 'SHOULD', 'again with destinations in 256 networks', ({ traffic }) =>
    holds(traffic.destinations === 'many', 'one each'),
  ),
  asked('13', 'MUST', 'each trial begins with a routing update', () =>
    deviates('routes are static'),
  ),
  asked('14', 'SHOULD', 'in both directions at once', ({ traffic }) =>
    holds(traffic.direction === 'bidirectional', 'in one direction'),
  ),
  asked('15', 'SHOULD', 'one port in, and one port out', ({ ports: { ingress, egress } }) =>
    holds(ingress === 1 && egress === 1, `${ingress} in, ${egress} out`),
  ),
  asked(
    '16',
    'SHOULD',
    'from each ingress port to all egress ports, round robin',
    ({ ports: { egress } }) => (egress === 1 ? NOT_APPLICABLE : deviates('to one each')),
  ),
  asked('20', 'SHOULD', 'up to the maximum frame rate of the media', (choices) => {
    const { searches, mediaMaximum } = choices;
    return searches === undefined ? NOT_APPLICABLE : reaches(searches.maximumLoad, mediaMaximum);
  }),
  asked('21', 'SHOULD', 'also bursts of 16, 64, 256, 1024 frames', () => deviates('steady loads')),
];
