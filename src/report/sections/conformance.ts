import { quantity, sentence } from '../../model/section/sentence.js';
import { table, words } from '../../rfc2544/sections/table.js';
import type { Conformance } from '../../results/schema.js';
import type { RunSections } from './run-sections.js';

const COLUMNS = [
  words('section', 'section'),
  words('level', 'level'),
  words('requirement', 'requirement'),
  words('met', 'met'),
];

const row = (item: Conformance) => [
  item.section,
  item.level === 'described' ? null : item.level,
  item.requirement,
  item.state === 'deviates' ? `no: ${item.value}` : 'yes',
];

/** How a run conforms to RFC 2544; requirements that do not apply are only counted. */
export const conformance: RunSections = ({ conformance: items }) => {
  const count = (state: Conformance['state']) =>
    quantity(items.filter((item) => item.state === state).length, 'count');
  const concerning = items.filter(({ state }) => state !== 'not-applicable');
  if (concerning.length === 0) return [];
  const [met, deviate, none] = [count('met'), count('deviates'), count('not-applicable')];
  return [
    {
      id: 'conformance',
      title: 'Conformance with RFC 2544',
      headline: [],
      remarks: [
        { level: 'note', text: sentence`${met} met, ${deviate} deviate, ${none} do not apply.` },
      ],
      blocks: [table('Conformance with RFC 2544', COLUMNS, concerning.map(row))],
      detail: true,
    },
  ];
};
