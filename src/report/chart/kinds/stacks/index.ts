import type { Stacks } from '../../../../model/section/section.js';
import { sum } from '../../../../model/numbers/sum.js';
import { element } from '../../../markup.js';
import type { FigureKind } from '../../figure-kind.js';
import { partColours } from '../../look/parts.js';
import { drawAmounts } from './amounts.js';
import { drawShares } from './shares.js';
import { stacksDescription } from './words.js';

/** Parts of a whole over one axis. */
export const stacksKind: FigureKind<Stacks> = {
  title: ({ title }) => title,
  draw: (stacks, options) =>
    stacks.scale === 'share' ? drawShares(stacks, options) : drawAmounts(stacks, options),
  description: stacksDescription,
  keys: ({ parts }) => {
    const colours = partColours(parts);
    return parts.map((name, part) => ({
      name,
      sample: element('rect', {
        class: `part-${colours[part] ?? 0}`,
        ...{ x: -8, y: -5, width: 16, height: 10 },
      }),
    }));
  },
  canHide: false,
  zoomable: () => [],
  note: ({ description }) => description,
  spread: () => '',
  absent: ({ groups }) =>
    groups.every(({ bars }) => bars.every(({ amounts }) => sum(amounts) === 0))
      ? 'Nothing to draw: every amount is 0.'
      : undefined,
  drawn: (stacks) => stacks,
};
