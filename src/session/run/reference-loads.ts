import { mediaFindings } from '../../config/media-checks.js';
import type { Playbook, StatedPlaybook } from '../../config/playbook.js';
import { playbookFindings } from '../../config/playbook-checks.js';
import { atReference, expectedPlaybook, proportionsOf } from '../../config/stated/reference.js';
import { pathText, type Finding } from '../../document/finding.js';
import { percent } from '../../model/numbers/percent.js';
import type { Bytes } from '../../model/units.js';
import type { FoundThroughput } from '../../rfc2544/at-throughput/found-throughput.js';
import { testOf } from '../../rfc2544/tests/index.js';
import type { LeftOut, PlannedRun, RunLoads } from './planned-run.js';

/** A playbook as written, and the positions of its values in its file. */
export interface StatedRun {
  readonly stated: StatedPlaybook;
  /** Line and column of a value: `12:7`. */
  readonly positionOf: (path: Finding['path']) => string;
}

const isProcedure = ([key, index]: Finding['path']): number | undefined =>
  key === 'procedures' && typeof index === 'number' ? index : undefined;

/** Leaves out a whole procedure, or every procedure if the finding is about none in particular. */
const wholly = (
  frameSize: Bytes,
  { path }: Pick<Finding, 'path'>,
  network: string | undefined,
  reason: string,
): LeftOut => {
  const procedure = isProcedure(path);
  return { frameSize, procedure, network, path: pathText(path), reason, single: false };
};

/** The network of a finding; undefined if it is about none in particular. */
const networkOf = ({ networks = [] }: Playbook, [key, index]: Finding['path']) =>
  key === 'networks' && typeof index === 'number' ? networks[index]?.name : undefined;

/** The playbook without a single load; undefined if the procedure cannot do without it. */
const withoutLoad = (playbook: Playbook, { path }: Finding): Playbook | undefined => {
  const procedure = isProcedure(path);
  const spec = procedure === undefined ? undefined : playbook.procedures[procedure];
  const shorter = spec && testOf(spec).without?.(spec, path.slice(2));
  return shorter && { ...playbook, procedures: playbook.procedures.with(procedure ?? 0, shorter) };
};

interface AtSize {
  readonly playbook: Playbook;
  readonly leftOut: readonly LeftOut[];
}

/** The loads at a frame size, without those that cannot be offered. Removed from the end, so that indexes stay valid. */
const offered = (playbook: Playbook, frameSize: Bytes, run: PlannedRun, at: StatedRun): AtSize => {
  const media = { name: 'this testbed', linkSpeed: run.linkSpeed };
  const atSize = { ...playbook, frameSizes: [frameSize] };
  const findings = [...playbookFindings(atSize), ...mediaFindings(media, atSize)];
  return findings.toReversed().reduce<AtSize>(
    (before, finding) => {
      const reason = `${at.positionOf(finding.path)} ${pathText(finding.path)}: ${finding.message}`;
      const shorter = withoutLoad(before.playbook, finding);
      const left = wholly(frameSize, finding, networkOf(playbook, finding.path), reason);
      return {
        playbook: shorter ?? before.playbook,
        leftOut: [{ ...left, single: shorter !== undefined }, ...before.leftOut],
      };
    },
    { playbook, leftOut: [] },
  );
};

/** Leaves out everything in proportion to a throughput that was not found. */
const withoutReference = (
  frameSize: Bytes,
  why: string,
  { stated, positionOf }: StatedRun,
  playbook: Playbook,
): readonly LeftOut[] =>
  proportionsOf(stated).map(({ path, ratio }) => {
    const reason = `${positionOf(path)} ${pathText(path)}: ${percent(ratio)} of the reference, and ${why}`;
    return wholly(frameSize, { path }, networkOf(playbook, path), reason);
  });

/**
 * The loads of a run, from the throughput of its reference at each frame size. Loads that cannot be
 * offered are left out.
 */
export const loadsByReference = (
  run: PlannedRun,
  at: StatedRun,
  found: ReadonlyMap<Bytes, FoundThroughput>,
): RunLoads => {
  const sizes = run.playbook.frameSizes.map((frameSize) => {
    const throughput = found.get(frameSize);
    if (throughput?.state === 'found') {
      return { frameSize, ...offered(atReference(at.stated, throughput.load), frameSize, run, at) };
    }
    const why = throughput?.reason ?? 'its throughput was not measured';
    const playbook = expectedPlaybook(at.stated);
    return { frameSize, playbook, leftOut: withoutReference(frameSize, why, at, playbook) };
  });
  return {
    throughputs: found,
    bySize: new Map(sizes.map(({ frameSize, playbook }) => [frameSize, playbook])),
    leftOut: sizes.flatMap(({ leftOut }) => leftOut),
  };
};
