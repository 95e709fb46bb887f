import { atValue, findingKey, type Finding } from '../../document/finding.js';
import { repeatedValues } from '../../document/repeated-values.js';
import type { NetworkEntry } from './network-schema.js';
import { networksOf, type OfOneNetwork } from './networks.js';
import type { Playbook } from '../playbook.js';

/** The keys that an entry may override. */
const SECTIONS = ['dataPlanes', 'traffic', 'routers', 'receive'] as const;

const sectionOf = ([key]: Finding['path']) => SECTIONS.find((section) => section === key);

/** Whether the value of a finding is given in an entry, not in the playbook. */
const isGiven = (entry: NetworkEntry, path: Finding['path']): boolean => {
  const section = sectionOf(path);
  const own = section && entry[section];
  if (own === undefined) return false;
  const [, key] = path;
  return Array.isArray(own) || key === undefined || Object.hasOwn(own, key);
};

/** A finding of a network, located at the value, or else at the network's entry. */
const locate = (finding: Finding, entry: NetworkEntry, index: number): Finding => {
  const { path } = finding;
  const message = `network '${entry.name}': ${finding.message}`;
  if (isGiven(entry, path)) return { ...finding, message, path: ['networks', index, ...path] };
  return sectionOf(path) === undefined
    ? { ...finding, message }
    : atValue(['networks', index], message);
};

/** Whether no entry contributes to a problem; most problems depend on the routers. */
const isCommon = (networks: readonly NetworkEntry[], path: Finding['path']): boolean => {
  const section = sectionOf(path);
  return (
    section === undefined ||
    networks.every((entry) => entry.routers === undefined && entry[section] === undefined)
  );
};

/**
 * Problems of each of a playbook's networks. A problem that all of them share through the playbook's own
 * keys is one finding; any other finding names its network.
 * @param rules of a playbook with one network
 */
export const inEachNetwork = (
  playbook: Playbook,
  rules: (one: OfOneNetwork) => readonly Finding[],
): readonly Finding[] => {
  const { networks } = playbook;
  if (networks === undefined) return rules(playbook);
  const found = networksOf(playbook).map((network) => rules(network.playbook));
  const keys = found.map((findings) => new Set(findings.map(findingKey)));
  const isShared = (finding: Finding): boolean =>
    isCommon(networks, finding.path) && keys.every((own) => own.has(findingKey(finding)));
  const shared = (found[0] ?? []).filter(isShared);
  const own = networks.flatMap((entry, index) =>
    (found[index] ?? [])
      .filter((finding) => !isShared(finding))
      .map((finding) => locate(finding, entry, index)),
  );
  return [...shared, ...own];
};

/** Data planes of an entry that the playbook does not have. */
const foreignPlanes = ({ networks = [], dataPlanes }: Playbook): readonly Finding[] =>
  networks.flatMap((entry, network) =>
    (entry.dataPlanes ?? []).flatMap((name, index) =>
      dataPlanes.includes(name)
        ? []
        : [
            atValue(
              ['networks', network, 'dataPlanes', index],
              `'${name}' is not one of the playbook's dataPlanes`,
            ),
          ],
    ),
  );

/** Data planes that no network is measured on. */
const idlePlanes = ({ networks = [], dataPlanes }: Playbook): readonly Finding[] =>
  dataPlanes.flatMap((name, index) =>
    networks.length === 0 ||
    networks.some((entry) => entry.dataPlanes === undefined || entry.dataPlanes.includes(name))
      ? []
      : [atValue(['dataPlanes', index], `no network is measured with ${name}`)],
  );

/** The rules of the list of networks itself. */
export const networkListFindings = (playbook: Playbook): readonly Finding[] => [
  ...repeatedValues(
    (playbook.networks ?? []).map(({ name }) => name),
    ['networks'],
  ).map((finding) => ({ ...finding, path: [...finding.path, 'name'] })),
  ...foreignPlanes(playbook),
  ...idlePlanes(playbook),
];
