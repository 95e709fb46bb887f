import { everyTrial } from '../by-trial.js';
import type { RunEvidence } from '../evidence.js';
import { met, notSeen, combined, type Judgement } from '../judgement.js';
import { requirementsOf, type RunRequirement } from '../requirement.js';

const rfc6815 = requirementsOf('RFC 6815');

/** Ports of software have no cable. */
const isSoftware = ({ facts: { setup } }: RunEvidence): boolean => setup?.softwareNic !== undefined;

/** No port carried an address, a default route or another device when the run claimed it. */
const portsAreFree = (run: RunEvidence): Judgement => {
  const { setup } = run.facts;
  if (setup === null) return notSeen('no port was read');
  if (isSoftware(run)) return met({ facts: ['setup.softwareNic'] });
  const ports = Object.values(setup.roles).flatMap((role) => role.ports);
  const open = ports.find(({ isolated }) => isolated !== true);
  if (open !== undefined) return notSeen(`nothing recorded for port ${open.name}`);
  return ports.length === 0 ? notSeen('no port was read') : met({ facts: ['setup.roles'] });
};

/** The DUT's counters do not survive a reset. */
const hasNoReset = ({ result }: RunEvidence['trials'][number]): boolean =>
  result.request.reset === undefined;

/** Every frame that was offered arrived, or was lost at a known place: none went elsewhere. */
const framesAreAccountedFor = everyTrial(
  ({ unlocated }, shown) =>
    unlocated === 0 ? met(shown) : notSeen(`${unlocated} frames of a trial unaccounted for`),
  hasNoReset,
);

/** No foreign frames arrived on the links. */
const linksAreExclusive = (run: RunEvidence): Judgement =>
  isSoftware(run)
    ? met({ facts: ['setup.softwareNic'] })
    : everyTrial(({ sink }, shown) => {
        if (sink === undefined) return notSeen('NICs count all frames alike');
        const { foreign } = sink.module;
        return foreign === 0 ? met(shown) : notSeen(`${foreign} foreign frames arrived`);
      }, hasNoReset)(run);

const all =
  (...judges: readonly ((run: RunEvidence) => Judgement)[]) =>
  (run: RunEvidence): Judgement =>
    combined(judges.map((judge) => judge(run)));

/** Where tests may be run (RFC 6815). What was not checked is not called isolated. */
export const ISOLATION: readonly RunRequirement[] = [
  rfc6815(
    '3',
    'described',
    'test frames stay in an isolated environment',
    all(portsAreFree, framesAreAccountedFor),
  ),
  rfc6815('5', 'MUST', 'never on a production network', all(portsAreFree, linksAreExclusive)),
  rfc6815(
    '7',
    'MUST',
    'no path to the management network',
    all(portsAreFree, framesAreAccountedFor),
  ),
];
