import { findingKey, type Finding } from '../../document/finding.js';
import { environmentsOf, inEnvironment, placedInFile } from './environments.js';
import type { StatedPlaybook } from '../playbook.js';
import { playbookFindings } from '../playbook-checks.js';
import {
  expectedPlaybook,
  findingsAtAnyReference,
  referenceFindings,
  referencePlaybook,
} from './reference.js';

const ofReference = (playbook: StatedPlaybook): readonly Finding[] =>
  playbook.reference === undefined
    ? []
    : referenceFindings(
        playbookFindings(referencePlaybook(expectedPlaybook(playbook), playbook.reference)),
      );

const withoutRepeats = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [findingKey(finding), finding])).values(),
];

/** The rules of a playbook that its schema cannot express, in every environment. Empty if all hold. */
export const statedFindings = (playbook: StatedPlaybook): readonly Finding[] =>
  withoutRepeats(
    environmentsOf(playbook).flatMap((kind) => {
      const there = inEnvironment(playbook, kind);
      return placedInFile(playbook, kind, [
        ...ofReference(there),
        ...findingsAtAnyReference(there, playbookFindings),
      ]);
    }),
  );
