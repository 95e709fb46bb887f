import { atValue, within, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { lineRate } from '../model/frame.js';
import { bytes, type BitsPerSecond, type Bytes } from '../model/units.js';
import {
  loadedRouters,
  mostCarried,
  mostSharing,
  sendingPortsEach,
} from '../rfc2544/router-loads.js';
import { sendingPorts } from '../rfc2544/test-plan.js';
import { testOf, type TestSpec } from '../rfc2544/tests/index.js';
import { loadFromLinkSpeed, maximumOf, withMaximumLoad } from '../rfc2544/tests/open-loads.js';
import { loadFindings, warmUpFindings } from './load-checks.js';
import { inEachNetwork } from './networks/network-findings.js';
import type { OfOneNetwork } from './networks/networks.js';
import type { Playbook } from './playbook.js';
import { sizeFindings } from './size-checks.js';

/** The link speeds of a testbed. */
export interface LinkMedia {
  readonly name: string;
  /** Of every link; undefined if the testbed does not specify it. */
  readonly linkSpeed?: BitsPerSecond | undefined;
}

const smallestOf = ({ frameSizes }: OfOneNetwork): Bytes => bytes(Math.min(...frameSizes));

const linksOf = (ports: number, linkSpeed: BitsPerSecond): string =>
  `${plural(ports, 'port')} of ${linkSpeed / 1e6} Mb/s`;

/** Fixed loads of routers that alone exceed the capacity of their ports. */
const impossibleOwnLoads = (linkSpeed: BitsPerSecond, playbook: OfOneNetwork): Finding[] => {
  const [size, ports] = [smallestOf(playbook), sendingPortsEach(playbook)];
  const most = lineRate(size, linkSpeed) * ports;
  return loadedRouters(playbook).flatMap((each, index): Finding[] => {
    if ('share' in each || each.load <= most) return [];
    const message =
      `${each.load} pps is more than the ${linksOf(ports, linkSpeed)} that send to router ${each.router}` +
      ` can carry: ${most} pps of ${size}-byte frames (RFC 2544 section 20)`;
    return [atValue(['routers', 'traffic', index, 'load'], message)];
  });
};

/** Why links cannot carry a load: it exceeds all of them, or the ports of one router. */
const tooMuch = (linkSpeed: BitsPerSecond, playbook: OfOneNetwork, load: number): string => {
  const size = smallestOf(playbook);
  const [all, each] = [sendingPorts(playbook), sendingPortsEach(playbook)];
  const carried = (ports: number): string =>
    `can carry: ${lineRate(size, linkSpeed) * ports} pps of ${size}-byte frames (RFC 2544 section 20)`;
  const most = mostCarried(playbook, lineRate(size, linkSpeed));
  if (load > lineRate(size, linkSpeed) * all) {
    return `${load} pps is more than ${linksOf(all, linkSpeed)} ${carried(all)}`;
  }
  const highest = mostSharing(playbook, most);
  return (
    `at ${load} pps, router ${highest?.router ?? 0} gets more than the ${linksOf(each, linkSpeed)} that send to it` +
    ` ${carried(each)}; at most ${most} pps can be offered in total`
  );
};

/**
 * Loads that these links cannot carry at any of the playbook's frame sizes. A load that is too high only
 * for the longer frames is not an error here: their trials report frames that were not offered.
 */
const impossibleLoads = (
  linkSpeed: BitsPerSecond,
  playbook: OfOneNetwork,
  spec: TestSpec,
): Finding[] => {
  const most = mostCarried(playbook, lineRate(smallestOf(playbook), linkSpeed));
  return testOf(spec)
    .loads(spec)
    .filter(([load]) => load > most)
    .map(([load, path]) => atValue(path, tooMuch(linkSpeed, playbook, load)));
};

const unknownLoads = (name: string, spec: TestSpec): Finding[] => {
  const load = loadFromLinkSpeed(spec);
  if (load === undefined) return [];
  const message =
    `missing, and testbed '${name}' has no linkSpeed from which to compute the maximum load of its` +
    ' links (RFC 2544 section 20)';
  return [atValue([load], message)];
};

/** Problems of a load computed from the link speed: only the first, as other frame sizes repeat it. */
const openLoads = (
  linkSpeed: BitsPerSecond,
  playbook: OfOneNetwork,
  spec: TestSpec,
  before: readonly TestSpec[],
): Finding[] => {
  if (loadFromLinkSpeed(spec) === undefined) return [];
  return playbook.frameSizes
    .flatMap((size) => {
      const at = withMaximumLoad(spec, maximumOf(playbook, size, linkSpeed));
      return [
        ...(testOf(spec).linkLoadRules?.(at, playbook) ?? []),
        ...loadFindings(playbook, at, before),
      ];
    })
    .slice(0, 1);
};

/** A warm-up before tests whose loads are computed from the link speed. */
const openWarmUps = (linkSpeed: BitsPerSecond, playbook: OfOneNetwork): readonly Finding[] => {
  const open = playbook.procedures.filter((spec) => loadFromLinkSpeed(spec) !== undefined);
  const slowest = bytes(Math.max(...playbook.frameSizes));
  const maximum = maximumOf(playbook, slowest, linkSpeed);
  return warmUpFindings(
    playbook,
    open.map((spec) => withMaximumLoad(spec, maximum)),
  );
};

/** The number of trials at the maximum load of the smallest frames. */
const openSize = (linkSpeed: BitsPerSecond, playbook: Playbook): readonly Finding[] =>
  sizeFindings(playbook, (one) => {
    const maximum = maximumOf(one, smallestOf(one), linkSpeed);
    return { ...one, procedures: one.procedures.map((spec) => withMaximumLoad(spec, maximum)) };
  });

/** Problems with the loads of one network. */
const loadsOnLinks = (
  { name, linkSpeed }: LinkMedia,
  playbook: OfOneNetwork,
): readonly Finding[] => {
  const { procedures } = playbook;
  const perEntry = procedures.flatMap((spec, index) =>
    within(
      ['procedures', index],
      linkSpeed === undefined
        ? unknownLoads(name, spec)
        : [
            ...impossibleLoads(linkSpeed, playbook, spec),
            ...openLoads(linkSpeed, playbook, spec, procedures.slice(0, index)),
          ],
    ),
  );
  if (linkSpeed === undefined) return perEntry;
  return [
    ...impossibleOwnLoads(linkSpeed, playbook),
    ...openWarmUps(linkSpeed, playbook),
    ...perEntry,
  ];
};

/** Problems with a playbook's loads on these links, located in the playbook. */
export const mediaFindings = (media: LinkMedia, playbook: Playbook): readonly Finding[] => {
  const findings = inEachNetwork(playbook, (one) => loadsOnLinks(media, one));
  const { linkSpeed } = media;
  return findings.length > 0 || linkSpeed === undefined ? findings : openSize(linkSpeed, playbook);
};
