import { z } from 'zod';
import { trialPhasesSchema } from '../rfc2544/trials/phases-schema.js';
import type { Finding } from '../document/finding.js';
import type { StatedPlaybook } from './playbook.js';
import { proceduresSchema } from './procedures.js';

/** The environments without hardware, where trials as long as RFC 2544 asks for take hours or days. */
const WITHOUT_HARDWARE = ['emulated', 'instruction-time'] as const;
type WithoutHardware = (typeof WITHOUT_HARDWARE)[number];

/** Where a playbook is run. */
export type EnvironmentKind = 'metal' | WithoutHardware | 'simulated';

/** The keys that an environment may have its own of. */
const OWN_KEYS = ['trial', 'procedures'] as const;

const own = z
  .strictObject({
    trial: trialPhasesSchema.exactOptional(),
    procedures: proceduresSchema.exactOptional().describe('The tests there'),
  })
  .describe("What takes the place of the playbook's keys of that name, each as a whole");

/** What a playbook has of its own for testbeds without hardware. */
export const environmentsKey = z
  .strictObject({
    emulated: own.exactOptional(),
    'instruction-time': own.exactOptional(),
  })
  .exactOptional()
  .describe(
    'What is different on a lab: emulated (lab.kind virtual) and instruction-time (lab.kind' +
      ' deterministic), so that one playbook has full trials on hardware and short ones without',
  );

const ownOf = ({ environments }: StatedPlaybook, kind: EnvironmentKind) =>
  kind === 'emulated' || kind === 'instruction-time' ? environments?.[kind] : undefined;

/** A playbook as it is run in an environment. */
export const inEnvironment = (playbook: StatedPlaybook, kind: EnvironmentKind): StatedPlaybook => {
  const { trial, procedures } = ownOf(playbook, kind) ?? {};
  return {
    ...playbook,
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
