import { atValue, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { withoutFcs } from '../model/frame.js';
import { FRAME_LIST_BYTES, frameListBytes, framesInTurn } from '../model/softnic-source.js';
import { USUAL_ROUTES } from '../model/network/routers.js';
import { loadedRouters } from '../rfc2544/router-loads.js';
import { testOf } from '../rfc2544/tests/index.js';
import type { Playbook } from './playbook.js';

/** The most destinations that a stream has. */
const mostDestinations = ({ traffic, routers, egressPorts }: Playbook): number => {
  if (traffic.destinations === 'one') return 1;
  const { count, ports, interfaces, routes } = routers;
  const links = interfaces * (ports === 'own' ? Math.floor(egressPorts / count) : egressPorts);
  return routes === undefined ? USUAL_ROUTES : Math.max(1, Math.ceil(routes / links));
};

/** How many streams a generator port sends. */
const streamsOfPort = (playbook: Playbook): number => {
  const { ports, interfaces } = playbook.routers;
  return (ports === 'own' ? 1 : loadedRouters(playbook).length) * interfaces;
};

/** The frames of a port's streams are all there before a trial begins. */
const tooManyFrames = (playbook: Playbook): Finding[] => {
  const [streams, destinations] = [streamsOfPort(playbook), mostDestinations(playbook)];
  // A port's list is that long whoever counts at the sink.
  const frames = Math.max(
    ...[false, true].map((numbered) => framesInTurn(streams, destinations, numbered)),
  );
  const of =
    streams === 1
      ? ''
      : `, of ${plural(streams, 'stream')} with ${plural(destinations, 'destination')} each,`;
  return playbook.frameSizes.flatMap((size, index) => {
    const bytes = frameListBytes(frames, withoutFcs(size));
    const message = `${frames} frames of ${size} bytes${of} are more than a port of the deterministic lab holds: ${bytes} of ${FRAME_LIST_BYTES} bytes`;
    return bytes <= FRAME_LIST_BYTES ? [] : [atValue(['frameSizes', index], message)];
  });
};

/** A port's source sends one frame of each of its streams in turn. */
const unequalStreams = (playbook: Playbook): Finding[] => {
  const routers = loadedRouters(playbook);
  const [first] = routers;
  if (playbook.routers.ports === 'own' || first === undefined) return [];
  const equal = routers.every(
    (each) => 'share' in each && 'share' in first && each.share === first.share,
  );
  const message =
    'routers that share their ports get equal shares in a deterministic lab, where a port sends a' +
    ' frame of each of its streams in turn: make the shares equal, or give routers ports of their own';
  return equal ? [] : [atValue(['routers', 'traffic'], message)];
};

/** What sends is in the generator's ports, and one command starts all of it. */
const sourcesOnly = ({ traffic, trial }: Playbook): Finding[] =>
  [
    ...(traffic.direction === 'bidirectional' ? [['traffic', 'direction']] : []),
    ...(trial.learning > 0 ? [['trial', 'learning']] : []),
  ].map((path) =>
    atValue(path, 'requires the sink to send; in a deterministic lab only the generator can'),
  );

/** On a machine that is told everything at once nothing can be done while a trial goes on. */
const bareOnly = ({ modifiers }: Playbook): Finding[] =>
  modifiers.flatMap((modifier, index) =>
    modifier === 'none'
      ? []
      : [atValue(['modifiers', index], `'${modifier}' takes machines that run in real time`)],
  );

/** Its machine is set up once, before the first trial. */
const untraced = ({ procedures }: Playbook): Finding[] =>
  procedures.flatMap((spec, index) =>
    testOf(spec).diagnoses === true
      ? [
          atValue(
            ['procedures', index, 'test'],
            `'${spec.test}' takes machines that run in real time: a deterministic lab traces nothing`,
          ),
        ]
      : [],
  );

/** What a playbook asks for and a deterministic lab does not do. Places are in the playbook. */
export const deterministicFindings = (playbook: Playbook): readonly Finding[] => [
  ...tooManyFrames(playbook),
  ...unequalStreams(playbook),
  ...sourcesOnly(playbook),
  ...bareOnly(playbook),
  ...untraced(playbook),
];
