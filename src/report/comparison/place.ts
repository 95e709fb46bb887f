import type { ComparedFigure } from '../../comparison/compare.js';
import type { Sentence } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { QUANTITIES } from '../../rfc2544/quantities/quantity.js';
import { modifiedPlane } from '../../rfc2544/sections/context.js';

/** What a figure is about, apart from its value. */
type Measured = Pick<
  ComparedFigure,
  'dataPlane' | 'network' | 'modifier' | 'frameSize' | 'entry' | 'quantity' | 'at'
>;

/** The load that a figure is at, if there are several. */
export const loadOf = ({ at }: Pick<ComparedFigure, 'at'>): number | undefined =>
  at !== undefined && 'load' in at ? at.load : undefined;

/** What else distinguishes a figure: the goal of a search, a kind of reset, the second of two tests. */
export const conditionOf = ({
  at,
  entry,
}: Pick<ComparedFigure, 'at' | 'entry'>): string | undefined => {
  const own = at === undefined || 'load' in at ? undefined : 'goal' in at ? at.goal : at.kind;
  const again = entry === 0 ? undefined : `test ${entry + 1} of its name`;
  const parts = [own, again].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
};

/** `napi-macvlan, 64 bytes: forwarding rate at 300 kpps`. */
export const figureSentence = (figure: Measured): Sentence => {
  const { network, frameSize, quantity: name } = figure;
  const load = loadOf(figure);
  const condition = conditionOf(figure);
  const at = load === undefined ? [] : sentence` at ${quantity(load, 'pps')}`;
  const of = condition === undefined ? [] : [` (${condition})`];
  const where = [network, frameSize === undefined ? undefined : `${frameSize} bytes`]
    .filter((part) => part !== undefined)
    .map((part) => `, ${part}`);
  return [modifiedPlane(figure), ...where, `: ${QUANTITIES[name].title}`, ...at, ...of];
};
