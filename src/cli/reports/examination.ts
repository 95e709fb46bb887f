import { plural } from '../../document/wording.js';
import { sum } from '../../model/numbers/sum.js';
import { SEVERITIES, type Severity } from '../../preflight/finding.js';
import type { FoundByCheck } from '../../preflight/examine.js';
import type { Examination } from '../../session/backends/machines/doctor/examine-testbed.js';

/** What a severity says of a run, for the margin. */
const WORDS: Readonly<Record<Severity, string>> = {
  stops: '✗ stops',
  distorts: '! distorts',
  notes: '- note',
};

const findingLines = ({
  check,
  severity,
  port,
  found,
  why,
  fix,
}: FoundByCheck): readonly string[] => [
  `  ${WORDS[severity]}: ${port === undefined ? '' : `port ${port}: `}${found} [${check}]`,
  `      ${why}`,
  ...(fix === undefined ? [] : [`      fix: ${fix}`]),
];

/** What was found on a machine, as lines of text. */
export const examinationLines = (each: Examination): readonly string[] => {
  const head = `${each.machine} (${each.roles.join(', ')})`;
  if (each.state === 'unreachable') return [`${head}: not examined`, `  ${each.reason}`];
  return each.found.length === 0
    ? [`${head}: ✓ nothing found`]
    : [`${head}:`, ...each.found.flatMap(findingLines)];
};

const COUNTED: Readonly<Record<Severity, string>> = {
  stops: 'that stop a run',
  distorts: 'that distort it',
  notes: 'to note',
};

/** How many findings there are, of each severity. */
export const summaryLine = (all: readonly Examination[]): string => {
  const missed = all.filter(({ state }) => state === 'unreachable').length;
  const counts = SEVERITIES.map((severity) => {
    const count = sum(
      all.map((each) =>
        each.state === 'examined'
          ? each.found.filter((finding) => finding.severity === severity).length
          : 0,
      ),
    );
    return `${count} ${COUNTED[severity]}`;
  });
  const head = `findings: ${counts.join(', ')}`;
  return missed === 0 ? head : `${head}; ${plural(missed, 'machine')} not examined`;
};
