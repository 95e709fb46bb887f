import { atValue, within, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { mediaMaximum } from '../model/frame.js';
import { bytes, type BitsPerSecond } from '../model/units.js';
import { sendingPorts } from '../rfc2544/test-plan.js';
import { testOf, type TestSpec } from '../rfc2544/tests/index.js';
import { loadFromLinkSpeed, maximumOf, withMaximumLoad } from '../rfc2544/tests/open-loads.js';
import type { Playbook } from './playbook.js';

/** The link speeds of a testbed. */
export interface LinkMedia {
  readonly name: string;
  /** Of every link; undefined where the testbed does not say. */
  readonly linkSpeed?: BitsPerSecond | undefined;
}

/**
 * Loads that these links cannot carry at any of the playbook's frame sizes. A load that only the
 * longer frames exceed is no error here: their trials show it as frames that were not offered.
 */
const impossibleLoads = (
  linkSpeed: BitsPerSecond,
  playbook: Playbook,
  spec: TestSpec,
): Finding[] => {
  const ports = sendingPorts(playbook);
  const smallest = bytes(Math.min(...playbook.frameSizes));
  const most = mediaMaximum(smallest, linkSpeed, ports);
  const links = `${plural(ports, 'port')} of ${linkSpeed / 1e6} Mb/s`;
  return testOf(spec)
    .loads(spec)
    .filter(([load]) => load > most)
    .map(([load, path]) =>
      atValue(
        path,
        `${load} pps is more than ${links} can carry: ${most} pps of ${smallest}-byte frames` +
          ' (RFC 2544 section 20)',
      ),
    );
};

const unknownLoads = (name: string, spec: TestSpec): Finding[] => {
  const load = loadFromLinkSpeed(spec);
  if (load === undefined) return [];
  const message =
    `missing, and testbed '${name}' states no linkSpeed from which the most that its links` +
    ' carry would follow (RFC 2544 section 20)';
  return [atValue([load], message)];
};

/** Problems with a load taken from the link speed: the first only, as other frame sizes repeat it. */
const openLoads = (linkSpeed: BitsPerSecond, playbook: Playbook, spec: TestSpec): Finding[] => {
  if (loadFromLinkSpeed(spec) === undefined) return [];
  return playbook.frameSizes
    .flatMap((size) => {
      const at = withMaximumLoad(spec, maximumOf(playbook, size, linkSpeed));
      return testOf(spec).linkLoadRules?.(at, playbook) ?? [];
    })
    .slice(0, 1);
};

/** Problems with a playbook's loads on these links, located in the playbook. */
export const mediaFindings = ({ name, linkSpeed }: LinkMedia, playbook: Playbook): Finding[] =>
  playbook.procedures.flatMap((spec, index) =>
    within(
      ['procedures', index],
      linkSpeed === undefined
        ? unknownLoads(name, spec)
        : [...impossibleLoads(linkSpeed, playbook, spec), ...openLoads(linkSpeed, playbook, spec)],
    ),
  );
