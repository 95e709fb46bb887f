import { lasts } from './general.js';
import { deviates, MET, of, type Requirement } from './requirement.js';

/** What the documents ask for that update RFC 2544, or say where it applies. */
export const UPDATES: readonly Requirement[] = [
  {
    requirement: 'load, loss, trials, frames, media reported',
    section: 'RFC 6201, 1.4',
    level: 'SHOULD',
    verdict: ({ reset }) => of(reset, () => deviates('no lost frames, no MTU')),
  },
  {
    requirement: 'first with static routes and neighbours',
    section: 'RFC 6201, 3',
    level: 'SHOULD',
    verdict: ({ reset }) => of(reset, () => MET),
  },
  {
    requirement: 'what may influence a reset is documented',
    section: 'RFC 6201, 3',
    level: 'MUST',
    verdict: ({ reset }) => of(reset, () => MET),
  },
  {
    // A port that carries a default route or another address is refused.
    requirement: 'test frames stay in an isolated environment',
    section: 'RFC 6815, 3',
    level: 'described',
    verdict: () => MET,
  },
  {
    requirement: 'only sizes that do not reach the line rate',
    section: 'RFC 9004, 5.1',
    level: 'described',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
  },
  {
    requirement: '2 s or more after a burst has come through',
    section: 'RFC 9004, 5.2',
    level: 'MUST',
    verdict: ({ backToBack, residualWait }) => of(backToBack, () => lasts(residualWait, 2)),
  },
  {
    requirement: 'bursts may be as long as 30 s',
    section: 'RFC 9004, 5.2',
    level: 'MUST',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
  },
  {
    requirement: 'a binary search of TST009 for bursts',
    section: 'RFC 9004, 5.2',
    level: 'MUST',
    verdict: ({ backToBack }) => of(backToBack, () => deviates('begins at an estimate')),
  },
  {
    requirement: 'the step between two bursts is reported',
    section: 'RFC 9004, 5.2',
    level: 'MUST',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
  },
  {
    requirement: 'each repeat is a search of its own',
    section: 'RFC 9004, 5.3',
    level: 'described',
    verdict: ({ backToBack }) => of(backToBack, () => deviates('begins at the last answer')),
  },
  {
    requirement: 'the number of repeats is reported',
    section: 'RFC 9004, 6',
    level: 'MUST',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
  },
  {
    requirement: 'minimum, maximum, deviation, buffer time',
    section: 'RFC 9004, 6',
    level: 'SHOULD',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
  },
  {
    requirement: 'the longest burst tried is reported',
    section: 'RFC 9004, 6',
    level: 'SHOULD',
    verdict: ({ backToBack }) => of(backToBack, () => MET),
  },
];
