import { atValue, type Finding } from '../../document/finding.js';
import { proportionsIn, withRates, type PlacedProportion } from '../../document/stated-load.js';
import { SINGLE_ROUTER } from '../../model/network/routers.js';
import { PLAIN_TRAFFIC } from '../../model/network/traffic.js';
import { pps, type Pps } from '../../model/units.js';
import { SIMULATED_DEVICES } from '../../rfc2544/simulated-device/by-data-plane.js';
import type { Playbook, StatedPlaybook } from '../playbook.js';
import type { ReferenceSearch } from './reference-schema.js';

/** The keys of a playbook that may state loads. */
const LOAD_KEYS = ['routers', 'networks', 'procedures'] as const;

/** The loads of a playbook in proportion to its reference. */
export const proportionsOf = (playbook: StatedPlaybook): readonly PlacedProportion[] =>
  LOAD_KEYS.flatMap((key) => proportionsIn(playbook[key], [key]));

/** Whether a playbook's reference must be measured. */
const needsReference = (playbook: StatedPlaybook): boolean => proportionsOf(playbook).length > 0;

/**
 * A playbook with its loads at this throughput of the reference. It keeps its reference only if a load is
 * in proportion to it, so that the reference must be measured.
 */
export const atReference = (playbook: StatedPlaybook, throughput: Pps): Playbook => {
  const { reference, ...rest } = withRates(playbook, throughput);
  return reference === undefined || !needsReference(playbook) ? rest : { ...rest, reference };
};

/** A playbook with its expected loads: those of a simulated reference. */
export const expectedPlaybook = (playbook: StatedPlaybook): Playbook =>
  atReference(
    playbook,
    SIMULATED_DEVICES[playbook.reference?.dataPlane ?? 'ip-forwarder'].capacity,
  );

/**
 * The search for a reference's throughput as a playbook of its own: one router with one interface on
 * each of two ports, one destination, one direction, and the trials of the playbook.
 */
export const referencePlaybook = (playbook: Playbook, reference: ReferenceSearch): Playbook => {
  const { dataPlane, ...range } = reference;
  const { count, ports, interfaces } = SINGLE_ROUTER;
  return {
    name: playbook.name,
    ingressPorts: 1,
    egressPorts: 1,
    dataPlanes: [dataPlane],
    frameSizes: playbook.frameSizes,
    traffic: { ...PLAIN_TRAFFIC, protocol: playbook.traffic.protocol },
    routers: { count, ports, interfaces },
    ...(playbook.receive !== undefined && { receive: playbook.receive }),
    modifiers: ['none'],
    order: 'by-data-plane',
    trial: playbook.trial,
    procedures: [{ test: 'throughput', search: 'binary', ...range, repeats: 1 }],
  };
};

/** Findings of a reference's own playbook, located at the playbook's reference. */
export const referenceFindings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.flatMap(({ path: [key, index, ...rest], ...finding }) =>
    key === 'procedures' && index === 0 ? [{ ...finding, path: ['reference', ...rest] }] : [],
  );

/** Proportional loads without a reference. */
const withoutReference = (playbook: StatedPlaybook): Finding[] =>
  playbook.reference === undefined
    ? proportionsOf(playbook).map(({ path }) =>
        atValue(
          path,
          "is in proportion to a reference, but the playbook has none: add 'reference: ip-forwarder'",
        ),
      )
    : [];

/** Upper limit of a plausible throughput: 64-byte frames at 100 Gb/s. */
const MOST_THROUGHPUT = pps(148_809_523);

const samePlace = (one: Finding, other: Finding): boolean =>
  one.at === other.at && one.path.join() === other.path.join();

/**
 * Problems of a playbook at any throughput of its reference: those both at its lowest and at its highest.
 * @param rules of a playbook whose loads are known
 * @param most the line rate from one port to one port; undefined if it is not known
 */
export const findingsAtAnyReference = (
  playbook: StatedPlaybook,
  rules: (playbook: Playbook) => readonly Finding[],
  most: Pps = MOST_THROUGHPUT,
): readonly Finding[] => {
  const missing = withoutReference(playbook);
  if (missing.length > 0) return missing;
  const { reference } = playbook;
  if (reference === undefined || !needsReference(playbook))
    return rules(expectedPlaybook(playbook));
  const highest = pps(Math.max(reference.minimumLoad, reference.maximumLoad ?? most));
  const at = (throughput: Pps) => rules(atReference(playbook, throughput));
  const atMost = at(highest);
  const always = at(reference.minimumLoad).filter((one) =>
    atMost.some((other) => samePlace(one, other)),
  );
  const proportional = proportionsOf(playbook).map(({ path }) => path.join());
  return always.map((finding) =>
    proportional.includes(finding.path.join())
      ? {
          ...finding,
          message: `${finding.message} (if the reference forwards ${reference.minimumLoad} pps, and likewise up to ${highest} pps)`,
        }
      : finding,
  );
};
