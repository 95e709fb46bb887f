import { z } from 'zod';
import { rateText } from '../../document/quantity.js';
import { worthOf } from '../environment.js';
import { ofRepeats } from '../estimate.js';
import { curveOf } from '../observed/curve.js';
import { defineFigure, missing, WITHOUT_SCALE } from './definition.js';
import { where } from './where.js';

const schema = z
  .strictObject({
    figure: z.literal('overload'),
    ...where,
    from: rateText.describe('The load at which overload begins'),
  })
  .describe('The forwarding rate at the highest offered load');

/** The forwarding rate of a data plane under overload. */
export const overload = defineFigure({
  name: 'overload',
  schema,
  measure: ({ from }, { measured, scale, loadTolerance }) => {
    if (scale === undefined) return WITHOUT_SCALE;
    const highest = curveOf(measured).at(-1);
    if (highest === undefined) return missing('no forwarding rate was measured at a given load');
    const needed = scale(from);
    if (highest.offered < needed * (1 - loadTolerance)) {
      return missing(
        `the highest load is ${Math.round(highest.offered)} pps, but overload begins at ${Math.round(needed)} pps`,
      );
    }
    const { exact } = worthOf(measured.run.environment);
    return { state: 'found', estimate: ofRepeats(highest.rates, exact), unit: 'pps' };
  },
  title: () => 'forwarded at the highest load',
});
