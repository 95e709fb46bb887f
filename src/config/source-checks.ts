import { atValue, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { withoutFcs } from '../model/frame.js';
import { FRAME_LIST_BYTES, frameListBytes, roundOf, roundsOf } from '../model/softnic-source.js';
import { USUAL_ROUTES } from '../model/network/routers.js';
import { sum } from '../model/numbers/sum.js';
import { loadedRouters, ownLoad, routerLoads } from '../rfc2544/router-loads.js';
import { testOf } from '../rfc2544/tests/index.js';
import type { Playbook } from './playbook.js';
import type { SourceTestbed } from './testbed/sending.js';

/** The maximum number of destinations of a stream. Bidirectional traffic has equally many ports each way. */
const mostDestinations = ({ traffic, routers, egressPorts }: Playbook): number => {
  if (traffic.destinations === 'one') return 1;
  const { count, ports, interfaces, routes } = routers;
  const links = interfaces * (ports === 'own' ? Math.floor(egressPorts / count) : egressPorts);
  return routes === undefined ? USUAL_ROUTES : Math.max(1, Math.ceil(routes / links));
};

const simpleIn = ({ name }: SourceTestbed): string =>
  `in ${name} a port repeats a list of frames, so the loads of its routers must be in the` +
  ' proportion of small whole numbers';
const REMEDY = 'or give routers ports of their own';

/** The proportion of the loads of a port's routers, if it is the same for every load of a trial. */
const fixedProportion = (playbook: Playbook): readonly number[] | undefined => {
  const routers = loadedRouters(playbook);
  if (playbook.routers.ports === 'own') return [1];
  const shares = routers.flatMap((each) => ('share' in each ? [each.share] : []));
  return shares.length === routers.length ? shares : undefined;
};

/** If some routers on a port have fixed loads, the proportion changes with the load of a trial. */
const proportionFindings = (playbook: Playbook, place: SourceTestbed): Finding[] => {
  const simple = simpleIn(place);
  const fixed = fixedProportion(playbook);
  if (fixed !== undefined) {
    const message = `${simple}: choose shares such as 2 to 1, ${REMEDY}`;
    return roundOf(fixed) === undefined ? [atValue(['routers', 'traffic'], message)] : [];
  }
  return playbook.procedures.flatMap((spec, index): Finding[] => {
    const test = testOf(spec);
    if (!test.isForeseeable(spec)) {
      const message = `${spec.test} searches for loads, and ${simple}: give the routers of a port shares, ${REMEDY}`;
      return [atValue(['procedures', index, 'test'], message)];
    }
    return test.loads(spec).flatMap(([load, path]): Finding[] => {
      if (load <= ownLoad(playbook)) return [];
      const loads = routerLoads(playbook, load).map((each) => each.load);
      const message = `${simple}; at this load they would be ${loads.join(' to ')}: choose another load, ${REMEDY}`;
      return roundOf(loads) === undefined ? [atValue(['procedures', index, ...path], message)] : [];
    });
  });
};

/** The frame list of a port must hold the frames of all its streams. */
const frameListFindings = (playbook: Playbook, place: SourceTestbed): Finding[] => {
  const { interfaces } = playbook.routers;
  // If the proportion varies, each trial's list is checked before a machine boots.
  const fixed = fixedProportion(playbook) ?? loadedRouters(playbook).map(() => 1);
  const round = (roundOf(fixed) ?? []).flatMap((each) =>
    Array.from({ length: interfaces }, () => each),
  );
  if (round.length === 0) return [];
  const [streams, destinations] = [round.length, mostDestinations(playbook)];
  // A port's list must fit whatever counts at the sink.
  const rounds = [false, true].map((numbered) =>
    roundsOf(
      round,
      round.map(() => destinations),
      numbered,
    ),
  );
  const frames = Math.max(...rounds) * sum(round);
  const of =
    streams === 1
      ? ''
      : `, of ${plural(streams, 'stream')} with ${plural(destinations, 'destination')} each,`;
  return playbook.frameSizes.flatMap((size, index) => {
    const bytes = frameListBytes(frames, withoutFcs(size));
    const message = `${frames} frames of ${size} bytes${of} are more than a port of ${place.name.replace(/^a /, 'the ')} holds: ${bytes} of ${FRAME_LIST_BYTES} bytes`;
    return bytes <= FRAME_LIST_BYTES ? [] : [atValue(['frameSizes', index], message)];
  });
};

/** While sources send, nothing else can be done. */
const bareOnly = ({ modifiers }: Playbook, { other }: SourceTestbed): Finding[] =>
  modifiers.flatMap((modifier, index) =>
    modifier === 'none' ? [] : [atValue(['modifiers', index], `'${modifier}' requires ${other}`)],
  );

/** Each machine's clock counts its own instructions from 0, so the order of machines does not matter. */
const withoutDrift = ({ order }: Playbook, { realTime }: SourceTestbed): Finding[] =>
  order === 'interleaved' && !realTime
    ? [
        atValue(
          ['order'],
          "'interleaved' requires machines that run in real time: figures in instruction time do not drift," +
            ' and each data plane has a machine of its own; write environments.instruction-time.order: by-data-plane',
        ),
      ]
    : [];

/** Its machine is set up once, before the first trial. */
const untraced = ({ procedures }: Playbook, { name, other }: SourceTestbed): Finding[] =>
  procedures.flatMap((spec, index) =>
    testOf(spec).diagnoses === true
      ? [
          atValue(
            ['procedures', index, 'test'],
            `'${spec.test}' requires ${other}: ${name} cannot trace`,
          ),
        ]
      : [],
  );

/** What a playbook needs and the sources of software ports cannot do, located in the playbook. */
export const sourceFindings = (playbook: Playbook, place: SourceTestbed): readonly Finding[] => [
  ...proportionFindings(playbook, place),
  ...frameListFindings(playbook, place),
  ...bareOnly(playbook, place),
  ...untraced(playbook, place),
  ...withoutDrift(playbook, place),
];
