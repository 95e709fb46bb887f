import { gravestFirst } from '../../../../preflight/finding.js';
import type { WiringFinding } from '../../../../preflight/wiring/wiring-finding.js';
import type { Examination } from './examine-testbed.js';

/** The name of the cable check. */
const CHECK = 'wiring';

/** Adds the findings about cables to the examinations of machines. Pure. */
export const withCables = (
  all: readonly Examination[],
  findings: readonly WiringFinding[],
): readonly Examination[] =>
  all.map((each) => {
    if (each.state !== 'examined') return each;
    const own = findings
      .filter(({ machine }) => machine === each.machine)
      .map(({ severity, port, found, why, fix }) => ({
        ...{ check: CHECK, severity, port, found, why, fix },
      }));
    return { ...each, found: gravestFirst([...each.found, ...own]) };
  });
