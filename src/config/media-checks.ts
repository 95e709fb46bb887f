import { mediaMaximum } from '../model/frame.js';
import { bytes, type BitsPerSecond, type Pps } from '../model/units.js';
import { burstFinding } from './back-to-back-checks.js';
import { atValue, type Finding } from '../document/finding.js';
import { loadFromLinkSpeed } from './open-loads.js';
import { emptyRange, namedLoads } from './playbook-checks.js';
import type { Playbook } from './playbook.js';
import { sendingPorts, sendingPortsText } from './sending-ports.js';

/** A testbed as far as its links' speed goes. */
export interface Media {
  readonly name: string;
  /** Of every link; undefined where nobody said. */
  readonly linkSpeed?: BitsPerSecond | undefined;
}

type Path = readonly PropertyKey[];

const procedurePath = (index: number): Path => ['procedures', index];

/**
 * Loads that no frame size of the playbook can have on these links. One that only the longer frames
 * cannot have is no error here: it shows in their trials as frames that were not offered.
 */
const impossibleLoads = (linkSpeed: BitsPerSecond, playbook: Playbook): Finding[] => {
  const { frameSizes, procedures } = playbook;
  const smallest = bytes(Math.min(...frameSizes));
  const most = mediaMaximum(smallest, linkSpeed, sendingPorts(playbook));
  return procedures
    .flatMap((procedure, index) => namedLoads(procedure, procedurePath(index)))
    .filter(([load]) => load > most)
    .map(([load, path]) => {
      const links = `${sendingPortsText(playbook)} of ${linkSpeed / 1e6} Mb/s`;
      const message =
        `${load} pps is more than ${links} can carry: ${most} pps of ${smallest}-byte frames` +
        ' (RFC 2544 section 20)';
      return atValue(path, message);
    });
};

const unknownLoads = (name: string, { procedures }: Playbook): Finding[] =>
  procedures.flatMap((procedure, index) => {
    const load = loadFromLinkSpeed(procedure);
    if (load === undefined) return [];
    const message =
      `missing, and testbed '${name}' states no linkSpeed from which the most that its links` +
      ' carry would follow (RFC 2544 section 20)';
    return [atValue([...procedurePath(index), load], message)];
  });

/** What is wrong with a procedure at one frame size, with the load that it leaves to the media. */
const openFindings = (
  playbook: Playbook,
  index: number,
  most: Pps,
): readonly (Finding | undefined)[] => {
  const procedure = playbook.procedures[index];
  if (procedure === undefined || loadFromLinkSpeed(procedure) === undefined) return [];
  const path = procedurePath(index);
  switch (procedure.test) {
    case 'throughput':
    case 'mlrsearch':
      return emptyRange(procedure, most, path);
    case 'back-to-back':
      return [burstFinding(playbook, { ...procedure, frameRate: most }, path)];
    case 'load-sweep':
    case 'frame-loss-rate':
    case 'latency':
    case 'system-recovery':
    case 'reset':
      return [];
  }
};

/** The first finding of each procedure: the other frame sizes have the same. */
const openLoads = (linkSpeed: BitsPerSecond, playbook: Playbook): Finding[] =>
  playbook.procedures.flatMap((_, index) =>
    playbook.frameSizes
      .flatMap((size) =>
        openFindings(playbook, index, mediaMaximum(size, linkSpeed, sendingPorts(playbook))),
      )
      .filter((finding) => finding !== undefined)
      .slice(0, 1),
  );

/** What is wrong with a playbook's loads on some links. Places are in the playbook. */
export const mediaFindings = ({ name, linkSpeed }: Media, playbook: Playbook): Finding[] =>
  linkSpeed === undefined
    ? unknownLoads(name, playbook)
    : [...impossibleLoads(linkSpeed, playbook), ...openLoads(linkSpeed, playbook)];
