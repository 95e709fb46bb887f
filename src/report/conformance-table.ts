import type { Conformance, RunRecord } from '../results/schema.js';
import type { Style } from './style.js';
import { textTable, type Cell, type Column } from './text-table.js';

const COLUMNS: readonly Column[] = [
  { title: 'section', align: 'left' },
  { title: 'level', align: 'left' },
  { title: 'requirement', align: 'left' },
  { title: 'met', align: 'left' },
];

const row = (item: Conformance): readonly Cell[] => [
  item.section,
  item.level === 'described' ? '-' : item.level,
  item.requirement,
  item.state === 'deviates' ? `no: ${item.value}` : 'yes',
];

/** How a run stands to what RFC 2544 asks for; what does not concern it is only counted. */
export const conformanceSection = ({ conformance }: RunRecord, style: Style): readonly string[] => {
  const count = (state: Conformance['state']): number =>
    conformance.filter((item) => item.state === state).length;
  const concerning = conformance.filter(({ state }) => state !== 'not-applicable');
  if (concerning.length === 0) return [];
  return [
    `Conformance with RFC 2544: ${count('met')} met, ${count('deviates')} deviate,` +
      ` ${count('not-applicable')} do not apply`,
    ...textTable(COLUMNS, concerning.map(row), style),
  ];
};
