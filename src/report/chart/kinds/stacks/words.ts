import { sum } from '../../../../model/numbers/sum.js';
import type { Stacks } from '../../../../model/section/section.js';
import { valueText } from '../../axis/tick-text.js';

export type Group = Stacks['groups'][number];
export type Bar = Group['bars'][number];

/** A place on the axis by its name, or its number. */
export const placeText = ({ x }: Stacks, place: number): string =>
  x.labels?.[place] ?? valueText(x.unit, place);

/** A part of a bar: its share, and the amount if bars are as long as their sums. */
const partText = ({ unit, scale }: Stacks, part: string, amount: number, whole: number): string => {
  const share = valueText('ratio', amount / whole);
  return scale === 'share' ? `${part} ${share}` : `${part} ${valueText(unit, amount)} (${share})`;
};

/** The parts of a bar. */
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
