import { PreconditionFailure } from '../../../../model/failure.js';
import type { WiringFinding } from '../../../../preflight/wiring/wiring-finding.js';

/** Cables differ from the testbed: each one is named, as in doctor. */
export class CablesDiffer extends PreconditionFailure {
  readonly findings: readonly WiringFinding[];

  /** @param cause the failure that led to the check; its message is kept */
  constructor(attempted: string, findings: readonly WiringFinding[], cause?: PreconditionFailure) {
    const remedies = [...new Set(findings.flatMap(({ fix }) => fix ?? []))];
    super({
      attempted,
      got: [
        ...findings.map(({ found }) => found),
        ...(cause === undefined ? [] : [cause.message]),
      ].join('\n'),
      remedy: remedies.join('\n  or: '),
      cause,
    });
    this.findings = findings;
  }
}
