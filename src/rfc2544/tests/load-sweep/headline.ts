import type { Remark, Sentence } from '../../../model/section/section.js';
import { joined, quantity, sentence } from '../../../model/section/sentence.js';
import type { Pps } from '../../../model/units.js';
import { forwardedOf, isCarried, type Forwarded } from '../../sections/over-load/at-loads.js';
import { reasonsOf } from '../../sections/causes.js';
import { planeName, type CellOf, type TrialOf } from '../../sections/context.js';
import { lossSentence, placesText } from '../../sections/losses.js';
import { overloadOf, type Overload } from './overload.js';
import type { LoadSweepResult } from './result.js';

type Sweep = CellOf<LoadSweepResult>;

const highestOf = (measured: readonly Forwarded[]): Forwarded | undefined =>
  measured.toSorted((one, other) => other.load - one.load)[0];

/** The result if no plateau is claimed. */
const withoutOverload = (measured: readonly Forwarded[], highest: Forwarded): Sentence => {
  const at = quantity(highest.offered, 'pps');
  if (measured.every(isCarried)) return sentence`no overload up to ${at}`;
  return sentence`${quantity(highest.rate, 'pps')} forwarded of ${at}; ${lossSentence(highest.trial)}`;
};

/**
 * `163.9 kpps / 214.3 kpps (76.48 %); backlog queue, ingress NIC`; undefined without a meaningful
 * plateau and peak.
 */
const overloaded = ({ peak, plateau, held }: Partial<Overload>): Sentence | undefined => {
  if (peak === undefined || plateau === undefined || held === undefined) return undefined;
  const rates = sentence`${quantity(plateau.rate, 'pps')} / ${quantity(peak.rate, 'pps')}`;
  return sentence`${rates} (${quantity(held, 'ratio')}); ${placesText(plateau.trial)}`;
};

/** The loads without a valid trial, and why: `300 kpps not measured (lab-starved)`. */
const missing = ({ loads }: LoadSweepResult, trialOf: TrialOf, measured: readonly Pps[]) =>
  loads
    .filter(({ intendedLoad, trials }) => trials.length > 0 && !measured.includes(intendedLoad))
    .map(
      ({ intendedLoad, trials }) =>
        sentence`${quantity(intendedLoad, 'pps')} not measured (${reasonsOf(trials, trialOf)})`,
    );

/** The result of a sweep. A plateau is claimed only for a device that carried a lower load. */
const outcome = (result: LoadSweepResult, trialOf: TrialOf): Sentence => {
  const measured = forwardedOf(result, trialOf);
  const highest = highestOf(measured);
  if (highest === undefined) {
    const all = result.loads.flatMap(({ trials }) => trials);
    return [`not measured: ${reasonsOf(all, trialOf)}`];
  }
  const found = overloaded(overloadOf(result, trialOf) ?? {}) ?? withoutOverload(measured, highest);
  const loads = measured.map(({ load }) => load);
  return joined([found, ...missing(result, trialOf, loads)], '; ');
};

/**
 * The results of sweeps at one frame size: a line for each data plane, under a heading line if one
 * of them was overloaded.
 */
export const headlineOf = (cells: readonly Sweep[], trialOf: TrialOf): readonly Remark[] => {
  const [first] = cells;
  if (first === undefined) return [];
  const size = quantity(first.frameSize, 'bytes');
  const isOverloaded = cells.some(({ result }) => overloadOf(result, trialOf)?.held !== undefined);
  const lines = cells.map((cell) => {
    const found = outcome(cell.result, trialOf);
    return isOverloaded
      ? sentence`${planeName(cell)}: ${found}`
      : sentence`${planeName(cell)}, ${size}: ${found}`;
  });
  const title = sentence`Plateau / peak under overload with ${size}, and where frames were lost:`;
  return [...(isOverloaded ? [title] : []), ...lines].map((text) => ({ level: 'result', text }));
};
