import type { Sentence, Value } from '../../model/section/section.js';
import { joined, quantity, sentence } from '../../model/section/sentence.js';
import { conformanceOf } from '../../rfc2544/conformance/conformance.js';
import { DOCUMENTS } from '../../rfc2544/conformance/conformance-schema.js';
import { table, words } from '../../rfc2544/sections/table.js';
import type { Conformance } from '../../results/schema.js';
import type { RunSections } from './run-sections.js';

type Met = Extract<Conformance, { state: 'met' }>;

const COLUMNS = [
  words('section', 'section'),
  words('level', 'level'),
  words('requirement', 'requirement'),
  words('judgement', 'judgement'),
];

/** Above this number, ranges of trials are not listed. */
const MOST_RANGES = 2;

/** What shows it: `trials 3-40`, `setup.roles.dut`. */
const shownBy = ({ evidence: { trials, facts } }: Met): string => {
  const ranges = trials.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  const listed = ranges.slice(0, MOST_RANGES).join(', ');
  const more = ranges.length > MOST_RANGES ? ', ...' : '';
  const one = trials.length === 1 && trials[0]?.[0] === trials[0]?.[1];
  const byTrials = ranges.length === 0 ? [] : [`trial${one ? '' : 's'} ${listed}${more}`];
  return [...facts, ...byTrials].join('; ');
};

const judgement = (row: Conformance): string => {
  switch (row.state) {
    case 'met':
      return `met: ${shownBy(row)}`;
    case 'deviates':
      return `deviates: ${row.value}`;
    case 'not-seen':
      return `not seen: ${row.reason}`;
    case 'not-applicable':
      return 'not applicable';
  }
};

const cells = (row: Conformance): readonly Value[] => [
  row.section,
  row.level === 'described' ? null : row.level,
  row.requirement,
  judgement(row),
];

/** The number of rows of a document by judgement: `RFC 2544: 20 met, 4 deviate, 1 not seen, ...`. */
const counts = (document: string, rows: readonly Conformance[]): Sentence => {
  const count = (state: Conformance['state']) =>
    quantity(rows.filter((row) => row.state === state).length, 'count');
  const [met, deviate] = [count('met'), count('deviates')];
  const [unseen, none] = [count('not-seen'), count('not-applicable')];
  return sentence`${document}: ${met} met, ${deviate} deviate, ${unseen} not seen, ${none} not applicable`;
};

/**
 * How a run conforms to RFC 2544 and its updates, judged by its archive: a table for each document.
 * Requirements that do not apply are only counted. A run without trials has none.
 */
export const conformance: RunSections = (run, trials) => {
  const all = conformanceOf(run, trials);
  if (all.length === 0) return [];
  const documents = DOCUMENTS.map((document) => ({
    document,
    rows: all.filter((row) => row.document === document),
  })).filter(({ rows }) => rows.some(({ state }) => state !== 'not-applicable'));
  const summary = documents.map(({ document, rows }) => counts(document, rows));
  return [
    {
      id: 'conformance',
      title: 'Conformance with RFC 2544 and its updates',
      headline: [],
      remarks: [{ level: 'note', text: [...joined(summary, '; '), '.'] }],
      blocks: documents.map(({ document, rows }) =>
        table(document, COLUMNS, rows.filter(({ state }) => state !== 'not-applicable').map(cells)),
      ),
      detail: true,
    },
  ];
};
