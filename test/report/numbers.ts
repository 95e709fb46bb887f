import type {
  Axis,
  Block,
  Report,
  Section,
  Sentence,
  Table,
  Unit,
} from '../../src/model/section/section.js';

/** A number that a report shows, and where. */
export interface Shown {
  readonly where: string;
  readonly unit: Unit;
  readonly value: number;
}

const inTable = (table: Table, where: string): readonly Shown[] =>
  table.rows.flatMap((row) =>
    row.flatMap((value, index) => {
      const column = table.columns[index];
      const number = typeof value === 'object' && value !== null ? value.atLeast : value;
      if (column?.unit === undefined || typeof number !== 'number') return [];
      return { where: `${where}, ${column.id}`, unit: column.unit, value: number };
    }),
  );

const inSentence = (sentence: Sentence, where: string): readonly Shown[] =>
  sentence.flatMap((part) => (typeof part === 'string' ? [] : { where, ...part }));

/** A place on an axis, which is not a number of the report if places have names. */
const placeIn = ({ unit, labels }: Axis, value: number, where: string): readonly Shown[] =>
  labels === undefined ? [{ where, unit, value }] : [];

const inBlock = (block: Block, section: string): readonly Shown[] => {
  switch (block.kind) {
    case 'table':
      return inTable(block, `${section}: ${block.title}`);
    case 'difference':
      return inTable(block.table, `${section}: ${block.table.title}`);
    case 'lines': {
      const where = `${section}: ${block.title}`;
      const points = [
        ...block.series.flatMap((each) =>
          each.points.flatMap(({ x, y, least, greatest }) => [
            { x, y },
            { x, y: least },
            { x, y: greatest },
          ]),
        ),
        ...block.references.flatMap((reference) => reference.points),
      ];
      return points.flatMap(({ x, y }) => [
        ...placeIn(block.x, x, where),
        { where, unit: block.y.unit, value: y },
      ]);
    }
    case 'stacks': {
      const where = `${section}: ${block.title}`;
      return block.groups.flatMap(({ bars }) =>
        bars.flatMap(({ x, amounts }) => [
          ...placeIn(block.x, x, where),
          ...amounts.map((value) => ({ where, unit: block.unit, value })),
        ]),
      );
    }
    case 'absent':
      return inSentence(block.why, `${section}: ${block.title}`);
  }
};

const inSection = (section: Section): readonly Shown[] => [
  ...[...section.headline, ...section.remarks].flatMap(({ text }) => inSentence(text, section.id)),
  ...section.blocks.flatMap((block) => inBlock(block, section.id)),
];

/** Every number of a report. */
export const numbersOf = (report: Report): readonly Shown[] => [
  ...report.facts.flatMap(({ name, value }) => inSentence(value, name)),
  ...report.headline.flatMap(({ text }) => inSentence(text, 'headline')),
  ...report.sections.flatMap(inSection),
];
