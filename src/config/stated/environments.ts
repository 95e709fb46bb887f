import type { Finding } from '../../document/finding.js';
import { WITHOUT_HARDWARE } from './environments-schema.js';
import type { StatedPlaybook } from '../playbook.js';

/** The kind of environment a playbook runs in. */
export type EnvironmentKind = 'metal' | (typeof WITHOUT_HARDWARE)[number] | 'simulated';

/** The keys that an environment may override. */
const OWN_KEYS = ['order', 'trial', 'procedures', 'thresholds'] as const;

const ownOf = ({ environments }: StatedPlaybook, kind: EnvironmentKind) =>
  kind === 'emulated' || kind === 'instruction-time' ? environments?.[kind] : undefined;

/** A playbook with the overrides of an environment. */
export const inEnvironment = (playbook: StatedPlaybook, kind: EnvironmentKind): StatedPlaybook => {
  const own = ownOf(playbook, kind) ?? {};
  const { order, trial, procedures, thresholds = playbook.thresholds } = own;
  return {
    ...playbook,
    order: order ?? playbook.order,
    trial: trial ?? playbook.trial,
    procedures: procedures ?? playbook.procedures,
    ...(thresholds && { thresholds }),
  };
};

/** Findings about a playbook in an environment, located in the file. */
export const placedInFile = (
  playbook: StatedPlaybook,
  kind: EnvironmentKind,
  findings: readonly Finding[],
): readonly Finding[] => {
  const has = ownOf(playbook, kind) ?? {};
  const isOwn = ([key]: readonly PropertyKey[]): boolean =>
    OWN_KEYS.some((each) => each === key && has[each] !== undefined);
  return findings.map((finding) =>
    isOwn(finding.path) ? { ...finding, path: ['environments', kind, ...finding.path] } : finding,
  );
};

/** Metal, and the environments for which a playbook has overrides. */
export const environmentsOf = (playbook: StatedPlaybook): readonly EnvironmentKind[] => [
  'metal',
  ...WITHOUT_HARDWARE.filter((kind) => ownOf(playbook, kind) !== undefined),
];
