import { z } from 'zod';
import { choiceOf } from '../../document/choice.js';
import { rateText } from '../../document/quantity.js';
import { median } from '../../model/numbers/statistics.js';
import { sum } from '../../model/numbers/sum.js';
import type { TrialResult } from '../../model/trial.js';
import { routerFigures, type RouterFigures } from '../../rfc2544/trials/router-figures.js';
import { worthOf } from '../environment.js';
import { ofRepeats } from '../estimate.js';
import { curveOf } from '../observed/curve.js';
import { defineFigure, isNear, missing, WITHOUT_SCALE } from './definition.js';
import { where } from './where.js';

const ROUTERS = {
  first: 'the one with the higher offered load',
  second: 'the one with the lower offered load',
  both: 'the two together',
} as const;

const QUANTITIES = {
  rate: 'frames/s that the sink receives',
  share: 'received frames as a fraction of offered ones',
} as const;

const schema = z
  .strictObject({
    figure: z.literal('router'),
    ...where,
    router: choiceOf('router', ROUTERS).describe('Which of the two routers'),
    quantity: choiceOf('quantity', QUANTITIES).describe('Which quantity of it'),
    offered: z
      .strictObject({
        first: rateText.describe('The higher load'),
        second: rateText.describe('The lower load'),
      })
      .describe('The offered loads of the routers'),
  })
  .describe('What the sink receives from two routers on a DUT with different loads');

type Spec = z.output<typeof schema>;
type Pair = readonly [first: RouterFigures, second: RouterFigures];

/** The two routers of a trial, the one with the higher offered load first. */
const pairOf = (trial: TrialResult): Pair | undefined => {
  const [first, second, ...others] = routerFigures(trial).toSorted(
    (one, other) => other.offeredLoad - one.offeredLoad,
  );
  return first === undefined || second === undefined || others.length > 0
    ? undefined
    : [first, second];
};

const CHOSEN: Readonly<Record<Spec['router'], (pair: Pair) => readonly RouterFigures[]>> = {
  first: ([first]) => [first],
  second: ([, second]) => [second],
  both: (pair) => pair,
};

/** The quantity of a pair; undefined if no counter distinguishes the routers. */
const quantityOf = ({ router, quantity }: Spec, pair: Pair): number | undefined => {
  const chosen = CHOSEN[router](pair);
  const rates = chosen.flatMap(({ forwardingRate }) => forwardingRate ?? []);
  if (rates.length < chosen.length) return undefined;
  const rate = sum(rates);
  return quantity === 'rate' ? rate : rate / sum(chosen.map(({ offeredLoad }) => offeredLoad));
};

/** What is received from two routers at these offered loads. */
export const router = defineFigure({
  name: 'router',
  schema,
  measure: (spec, { measured, scale, loadTolerance }) => {
    if (scale === undefined) return WITHOUT_SCALE;
    const wanted = [scale(spec.offered.first), scale(spec.offered.second)] as const;
    const pairs = curveOf(measured)
      .map(({ trials }) =>
        trials.flatMap((trial): readonly Pair[] => {
          const pair = pairOf(trial);
          return pair === undefined ? [] : [pair];
        }),
      )
      .find((all) => {
        const offered = (which: 0 | 1) => median(all.map((pair) => pair[which].offeredLoad));
        return ([0, 1] as const).every((which) =>
          isNear(offered(which), wanted[which], loadTolerance),
        );
      });
    if (pairs === undefined) {
      const [first, second] = wanted.map((load) => `${Math.round(load)} pps`);
      return missing(`no trial offered one router ${first} and the other ${second}`);
    }
    const values = pairs.flatMap((pair) => quantityOf(spec, pair) ?? []);
    if (values.length === 0) return missing("no counter distinguishes the routers' frames");
    const { exact } = worthOf(measured.run.environment);
    const unit = spec.quantity === 'rate' ? 'pps' : 'ratio';
    return { state: 'found', estimate: ofRepeats(values, exact), unit };
  },
  title: ({ router: which, quantity }) =>
    `${quantity === 'rate' ? 'received' : 'received of what is offered'} by ${which === 'both' ? 'both routers' : `the ${which} router`}`,
});
