import { VERDICTS, type Judged, type VerdictState } from '../../claims/verdict.js';
import type { JudgedClaim } from '../../claims/judge.js';
import { namesOf } from '../../model/meanings.js';
import type { Remark, Section, Table, Unit, Value } from '../../model/section/section.js';
import { joined, quantity, sentence } from '../../model/section/sentence.js';
import { numbers, table, words } from '../../rfc2544/sections/table.js';

/** A claim that something was measured for. */
type MeasuredClaim = JudgedClaim & { readonly verdict: Judged };

const wasMeasured = (judged: JudgedClaim): judged is MeasuredClaim =>
  judged.verdict.state !== 'not-run';

const VERDICT_TEXTS: Readonly<Record<VerdictState, string>> = {
  supported: 'supported',
  contradicted: 'contradicted',
  'cannot-tell': 'cannot tell',
  'not-run': 'not run',
};

const COLUMNS = [
  words('shown-in', 'shown in'),
  words('verdict', 'verdict'),
  numbers('paper', 'paper', 'ratio'),
  numbers('measured', 'measured', 'ratio'),
  numbers('least', 'at least', 'ratio'),
  numbers('most', 'at most', 'ratio'),
  numbers('trials', 'trials', 'count'),
  words('states', 'the paper states'),
];

const finite = (value: number | undefined): Value =>
  value === undefined || !Number.isFinite(value) ? null : value;

const rowOf = ({ claim, verdict, criterion }: MeasuredClaim): readonly Value[] => {
  const { state, paper, ours, because } = verdict;
  const parts = [`${claim.states} (${criterion})`, ...(because === undefined ? [] : [because])];
  return [
    claim.shownIn,
    VERDICT_TEXTS[state],
    paper,
    ours?.value ?? null,
    finite(ours?.bounds?.least),
    finite(ours?.bounds?.most),
    ours?.n ?? null,
    parts.join('; '),
  ];
};

/** The number of claims by verdict: `5 supported, 2 contradicted, 1 cannot tell, 20 not run`. */
const summary = (all: readonly JudgedClaim[]): Remark => {
  const counts = namesOf(VERDICTS).map((state) => {
    const count = all.filter(({ verdict }) => verdict.state === state).length;
    return sentence`${quantity(count, 'count')} ${VERDICT_TEXTS[state]}`;
  });
  return { level: 'result', text: sentence`Claims of the paper: ${joined(counts, ', ')}` };
};

/** Why claims may not hold here, each with those it concerns. */
const reasons = (all: readonly MeasuredClaim[]): readonly Remark[] =>
  [...new Set(all.flatMap((each) => each.reasons))].map((reason) => {
    const ids = all.filter((each) => each.reasons.includes(reason)).map(({ claim }) => claim.id);
    return { level: 'note', text: [`${reason}. May be why: ${ids.join(', ')}.`] };
  });

const UNITS: readonly (readonly [unit: Unit, title: string])[] = [
  ['pps', 'Rates'],
  ['ns', 'Latencies'],
  ['ratio', 'Parts'],
];

/** What was measured for each claim, before it was related to the reference. */
const figures = (all: readonly MeasuredClaim[]): readonly Table[] =>
  UNITS.flatMap(([unit, title]) => {
    const rows = all.flatMap(({ claim, verdict }) =>
      verdict.figures
        .filter((figure) => figure.unit === unit)
        .map(({ what, estimate: { value, bounds, n }, runId }) => [
          ...[claim.id, what, value],
          ...[finite(bounds?.least), finite(bounds?.most), n, runId],
        ]),
    );
    const columns = [
      words('claim', 'claim'),
      words('figure', 'figure'),
      numbers('value', 'measured', unit),
      numbers('least', 'at least', unit),
      numbers('most', 'at most', unit),
      numbers('trials', 'trials', 'count'),
      words('run', 'run'),
    ];
    return rows.length === 0 ? [] : [table(`${title} that claims are judged by`, columns, rows)];
  });

const notRun = (all: readonly JudgedClaim[]): readonly Table[] => {
  const rows = all.flatMap(({ claim, verdict }) =>
    verdict.state === 'not-run' ? [[claim.shownIn, claim.id, verdict.because]] : [],
  );
  const columns = [words('shown-in', 'shown in'), words('claim', 'claim'), words('why', 'why')];
  return rows.length === 0 ? [] : [table('Claims that nothing was measured for', columns, rows)];
};

const NOTES: readonly Remark[] = [
  {
    level: 'note',
    text: [
      'Rates are in proportion to those of ip-forwarder in the same run; "at least" and "at most" bound the ratio with 95 % confidence.',
    ],
  },
];

/**
 * What some runs say about a paper's claims.
 * @param asked whether all of them are shown; otherwise those that nothing was measured for are in
 *   the full report only, and there is no section if nothing was measured for any
 */
export const claimSections = (all: readonly JudgedClaim[], asked: boolean): readonly Section[] => {
  const measured = all.filter(wasMeasured);
  if (measured.length === 0 && !asked) return [];
  const judged: Section = {
    id: 'claims',
    title: "The paper's claims",
    headline: [summary(all)],
    remarks: [...NOTES, ...reasons(measured)],
    blocks: measured.length === 0 ? [] : [table('Claims', COLUMNS, measured.map(rowOf))],
    detail: false,
  };
  const left: Section = {
    id: 'claims-not-run',
    title: 'Claims that were not run',
    headline: [],
    remarks: [],
    blocks: notRun(all),
    detail: !asked,
  };
  const used: Section = {
    id: 'claims-figures',
    title: "Measurements behind the verdicts on the paper's claims",
    headline: [],
    remarks: [],
    blocks: figures(measured),
    detail: true,
  };
  return [judged, left, used].filter(({ id, blocks }) => id === judged.id || blocks.length > 0);
};
