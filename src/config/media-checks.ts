import { atValue, within, type Finding } from '../document/finding.js';
import { plural } from '../document/wording.js';
import { mediaMaximum } from '../model/frame.js';
import { bytes, type BitsPerSecond } from '../model/units.js';
import { sendingPorts } from '../rfc2544/test-plan.js';
import { testOf, type TestSpec } from '../rfc2544/tests/index.js';
import { loadFromLinkSpeed, maximumOf, withMaximumLoad } from '../rfc2544/tests/open-loads.js';
import type { Playbook } from './playbook.js';

/** A testbed as far as its links' speed goes. */
export interface Media {
  readonly name: string;
  /** Of every link; undefined where the testbed does not say. */
  readonly linkSpeed?: BitsPerSecond | undefined;
}

/**
 * Loads that no frame size of the playbook can have on these links. One that only the longer frames
 * cannot have is no error here: it shows in their trials as frames that were not offered.
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

/** What is wrong with a load that is left to the links: the first finding, as other frame sizes have the same. */
const openLoads = (linkSpeed: BitsPerSecond, playbook: Playbook, spec: TestSpec): Finding[] => {
  if (loadFromLinkSpeed(spec) === undefined) return [];
  return playbook.frameSizes
    .flatMap((size) => {
      const at = withMaximumLoad(spec, maximumOf(playbook, size, linkSpeed));
      return testOf(spec).linkLoadRules?.(at, playbook) ?? [];
    })
    .slice(0, 1);
};

/** What is wrong with a playbook's loads on some links. Places are in the playbook. */
export const mediaFindings = ({ name, linkSpeed }: Media, playbook: Playbook): Finding[] =>
  playbook.procedures.flatMap((spec, index) =>
    within(
      ['procedures', index],
      linkSpeed === undefined
        ? unknownLoads(name, spec)
        : [...impossibleLoads(linkSpeed, playbook, spec), ...openLoads(linkSpeed, playbook, spec)],
    ),
  );
