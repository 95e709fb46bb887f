import { sum } from '../../../../model/numbers/sum.js';
import type { Stacks, Table } from '../../../../model/section/section.js';
import { valueText } from '../../axis/tick-text.js';

export type Group = Stacks['groups'][number];
export type Bar = Group['bars'][number];

/** A place on the axis by its name, or its number. */
export const placeText = ({ x }: Stacks, place: number): string =>
  x.labels?.[place] ?? valueText(x.unit, place);

/** A part of a bar: its share, and the amount where bars are as long as their sums. */
const partText = ({ unit, scale }: Stacks, part: string, amount: number, whole: number): string => {
  const share = valueText('ratio', amount / whole);
  return scale === 'share' ? `${part} ${share}` : `${part} ${valueText(unit, amount)} (${share})`;
};

/** What a bar is made of. */
export const barText = (stacks: Stacks, { name }: Group, bar: Bar): string => {
  const whole = sum(bar.amounts);
  const made = stacks.parts.flatMap((part, index) => {
    const amount = bar.amounts[index] ?? 0;
    return amount > 0 ? [partText(stacks, part, amount, whole)] : [];
  });
  const parts = made.length === 0 ? `no ${stacks.unit}` : made.join(', ');
  return `${name}, ${stacks.x.title} ${placeText(stacks, bar.x)}: ${parts}`;
};

/** What is drawn, and the last bar of each group in words. */
export const stacksDescription = (stacks: Stacks): string =>
  [
    stacks.scale === 'share' ? `Shares of all ${stacks.unit}.` : `Sums of ${stacks.unit} by part.`,
    ...stacks.groups.flatMap((group) => {
      const last = group.bars.at(-1);
      return last === undefined ? [] : [`${barText(stacks, group, last)}.`];
    }),
  ].join(' ');

/** Amounts by part, a row a bar. */
export const stacksNumbers = (stacks: Stacks): Table => {
  const { x, unit, parts, groups, title } = stacks;
  return {
    kind: 'table',
    title,
    columns: [
      { id: 'group', title: 'group', type: 'text' },
      x.labels === undefined
        ? { id: 'x', title: x.title, type: 'number', unit: x.unit }
        : { id: 'x', title: x.title, type: 'text' },
      ...parts.map((part, index) => {
        return { id: `part-${index}`, title: part, type: 'number', unit } as const;
      }),
    ],
    rows: groups.flatMap(({ name, bars }) =>
      bars.map((bar) => [
        name,
        x.labels?.[bar.x] ?? bar.x,
        ...parts.map((_, index) => bar.amounts[index] ?? null),
      ]),
    ),
    size: 'short',
  };
};
