import type { Finding } from '../../document/finding.js';
import { WITHOUT_HARDWARE } from './environments-schema.js';
import type { StatedPlaybook } from '../playbook.js';

/** Where a playbook is run. */
export type EnvironmentKind = 'metal' | (typeof WITHOUT_HARDWARE)[number] | 'simulated';

/** The keys that an environment may have its own of. */
const OWN_KEYS = ['order', 'trial', 'procedures'] as const;

const ownOf = ({ environments }: StatedPlaybook, kind: EnvironmentKind) =>
  kind === 'emulated' || kind === 'instruction-time' ? environments?.[kind] : undefined;

/** A playbook as it is run in an environment. */
export const inEnvironment = (playbook: StatedPlaybook, kind: EnvironmentKind): StatedPlaybook => {
  const { order, trial, procedures } = ownOf(playbook, kind) ?? {};
  return {
    ...playbook,
    order: order ?? playbook.order,
    trial: trial ?? playbook.trial,
    procedures: procedures ?? playbook.procedures,
  };
};

/** Findings about a playbook as it is run in an environment, where the file has what they are about. */
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

/** The environments that a playbook has something of its own for, and metal. */
export const environmentsOf = (playbook: StatedPlaybook): readonly EnvironmentKind[] => [
  'metal',
  ...WITHOUT_HARDWARE.filter((kind) => ownOf(playbook, kind) !== undefined),
];
