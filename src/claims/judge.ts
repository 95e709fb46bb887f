import type { Claims } from './claims.js';
import type { Evidence } from './evidence.js';
import { kindOf, type Claim } from './kinds/index.js';
import { measuredIn, type ClaimRun } from './observed/measured.js';
import { reasonsFor } from './reasons.js';
import type { Verdict } from './verdict.js';

/** A claim with its verdict from some runs. */
export interface JudgedClaim {
  readonly claim: Claim;
  readonly verdict: Verdict;
  /** What must be measured for it to hold. */
  readonly criterion: string;
  /** If it does not hold: how the runs differ from the paper's machine in what it depends on. */
  readonly reasons: readonly string[];
}

/**
 * Judges every claim by the networks, data planes and loads of runs, regardless of the names of their
 * playbooks. Pure: the same runs and claims give the same verdicts.
 */
export const judgeClaims = (claims: Claims, runs: readonly ClaimRun[]): readonly JudgedClaim[] => {
  const { reference, loadTolerance, networks, frameSize } = claims;
  const measured = measuredIn(runs, frameSize);
  const evidence: Evidence = { reference, loadTolerance, networks, measured };
  return claims.claims.map((claim) => {
    const kind = kindOf(claim);
    const verdict = kind.judge(claim, evidence);
    const doubted = verdict.state === 'contradicted' || verdict.state === 'cannot-tell';
    const used = doubted ? verdict.places.map(({ run }) => run) : [];
    return {
      claim,
      verdict,
      criterion: kind.criterion(claim),
      reasons: reasonsFor(claim.dependsOn, [...new Set(used)]),
    };
  });
};
