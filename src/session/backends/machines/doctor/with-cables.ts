import { SEVERITIES } from '../../../../preflight/finding.js';
import type { WiringFinding } from '../../../../preflight/wiring/findings.js';
import type { Examination } from './examine-testbed.js';

/** The name of the check, among those of machines and ports. */
const CHECK = 'wiring';

/** What was found on machines, with what was found of their cables. Pure. */
export const withCables = (
  all: readonly Examination[],
  findings: readonly WiringFinding[],
): readonly Examination[] =>
  all.map((each) => {
    if (each.state !== 'examined') return each;
    const own = findings
      .filter(({ machine }) => machine === each.machine)
      .map(({ machine: _, ...finding }) => ({ check: CHECK, ...finding }));
    const found = [...each.found, ...own];
    return {
      ...each,
      found: SEVERITIES.flatMap((severity) => found.filter((one) => one.severity === severity)),
    };
  });
