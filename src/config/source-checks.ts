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

/** The most destinations that a stream has. Frames that go both ways have as many ports each way. */
const mostDestinations = ({ traffic, routers, egressPorts }: Playbook): number => {
  if (traffic.destinations === 'one') return 1;
  const { count, ports, interfaces, routes } = routers;
  const links = interfaces * (ports === 'own' ? Math.floor(egressPorts / count) : egressPorts);
  return routes === undefined ? USUAL_ROUTES : Math.max(1, Math.ceil(routes / links));
};

const simpleIn = ({ name }: SourceTestbed): string =>
  `in ${name} a port sends a list of frames in turn, in which those of each router are in the` +
  ' proportion of small whole numbers';
const REMEDY = 'or give routers ports of their own';

/** Loads of a port's routers, which are the same for every load of a trial. */
const fixedProportion = (playbook: Playbook): readonly number[] | undefined => {
  const routers = loadedRouters(playbook);
  if (playbook.routers.ports === 'own') return [1];
  const shares = routers.flatMap((each) => ('share' in each ? [each.share] : []));
  return shares.length === routers.length ? shares : undefined;
};

/** Where routers have loads of their own beside others on a port, each load of a trial is another proportion. */
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
      const message = `${spec.test} looks for loads, and ${simple}: share loads among the routers of a port, ${REMEDY}`;
      return [atValue(['procedures', index, 'test'], message)];
    }
    return test.loads(spec).flatMap(([load, path]): Finding[] => {
      if (load <= ownLoad(playbook)) return [];
      const loads = routerLoads(playbook, load).map((each) => each.load);
      const message = `${simple}; at this load they would be ${loads.join(' to ')}: choose another, ${REMEDY}`;
      return roundOf(loads) === undefined ? [atValue(['procedures', index, ...path], message)] : [];
    });
  });
};

/** The frames of a port's streams are all there before a trial begins. */
const frameListFindings = (playbook: Playbook, place: SourceTestbed): Finding[] => {
  const { interfaces } = playbook.routers;
  // Where the proportion varies, each trial's list is looked at before a machine is booted.
  const fixed = fixedProportion(playbook) ?? loadedRouters(playbook).map(() => 1);
  const round = (roundOf(fixed) ?? []).flatMap((each) =>
    Array.from({ length: interfaces }, () => each),
  );
  if (round.length === 0) return [];
  const [streams, destinations] = [round.length, mostDestinations(playbook)];
  // A port's list is that long whoever counts at the sink.
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

/** While sources send, nothing else is done. */
const bareOnly = ({ modifiers }: Playbook, { other }: SourceTestbed): Finding[] =>
  modifiers.flatMap((modifier, index) =>
    modifier === 'none' ? [] : [atValue(['modifiers', index], `'${modifier}' takes ${other}`)],
  );

/** Each machine's clock counts its own instructions from 0: when it runs makes no difference. */
const withoutDrift = ({ order }: Playbook, { realTime }: SourceTestbed): Finding[] =>
  order === 'interleaved' && !realTime
    ? [
        atValue(
          ['order'],
          "'interleaved' takes machines that run in real time: figures in instruction time do not drift," +
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
            `'${spec.test}' takes ${other}: ${name} traces nothing`,
          ),
        ]
      : [],
  );

/** What a playbook asks for and the sources of software ports do not do. Places are in the playbook. */
export const sourceFindings = (playbook: Playbook, place: SourceTestbed): readonly Finding[] => [
  ...proportionFindings(playbook, place),
  ...frameListFindings(playbook, place),
  ...bareOnly(playbook, place),
  ...untraced(playbook, place),
  ...withoutDrift(playbook, place),
];
