import type { Remark, Sentence } from '../../../model/section/section.js';
import { joined, quantity, sentence } from '../../../model/section/sentence.js';
import { forwardingRate } from '../../../model/trial.js';
import { modifiedPlane, planeName, type CellOf, type TrialOf } from '../../sections/context.js';
import { placesText } from '../../sections/losses.js';
import { validTrials } from '../../sections/median-trial.js';
import { forwardedOf, isCarried } from '../../sections/over-load/at-loads.js';
import { disagree, disagreement } from '../../sections/ranking.js';
import { overloadOf } from './overload.js';
import type { LoadSweepResult } from './result.js';

type Sweep = CellOf<LoadSweepResult>;

/** From this part of its best rate on, a device holds it: the tolerance of the paper's claims. */
const HOLDS = 0.95;

/** The loads at which repeats differ too much: a warning instead of a ranking. */
export const disagreementOf = (cells: readonly Sweep[], trialOf: TrialOf): readonly Remark[] =>
  disagreement(
    cells.flatMap((cell) =>
      cell.result.loads
        .filter(({ trials }) => disagree(validTrials(trials, trialOf).map(forwardingRate)))
        .map(
          ({ intendedLoad }) => sentence`${planeName(cell)} at ${quantity(intendedLoad, 'pps')}`,
        ),
    ),
  );

/** `ip-forwarder, macvlan and napi-macvlan`. */
const namesText = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** How a device behaves under overload, over all its repeats. */
interface Fate {
  readonly name: string;
  readonly state: 'falls' | 'holds' | 'unclear' | 'carries-all' | 'carries-none' | 'not-measured';
  /** What it keeps of its best rate, unless it simply holds it. */
  readonly text: Sentence;
}

const fateOf = (cell: Sweep, trialOf: TrialOf): Fate => {
  // The network is that of the whole sentence.
  const name = modifiedPlane(cell);
  const { plateau, held, bounds } = overloadOf(cell.result, trialOf) ?? {};
  const measured = forwardedOf(cell.result, trialOf);
  if (plateau === undefined) return { name, state: 'not-measured', text: [] };
  if (held === undefined || bounds === undefined) {
    const all = measured.every(isCarried);
    const none = !measured.some(isCarried);
    return { name, state: all ? 'carries-all' : none ? 'carries-none' : 'not-measured', text: [] };
  }
  const [least, most] = bounds;
  if (least >= HOLDS) return { name, state: 'holds', text: [] };
  if (most >= HOLDS) {
    const text = sentence`${name} keeps ${quantity(least, 'ratio')} to ${quantity(most, 'ratio')} of its best rate`;
    return { name, state: 'unclear', text };
  }
  const places = placesText(plateau.trial);
  const where = places === '' ? '' : `, losing frames in the ${places.replaceAll(', ', ' and ')}`;
  const text = sentence`${name} falls to ${quantity(held, 'ratio')} of its best rate${where}`;
  return { name, state: 'falls', text };
};

/** How many trials a load has: what the sentence rests on. */
const trialsText = (cells: readonly Sweep[], trialOf: TrialOf): string => {
  const counts = cells.flatMap(({ result }) =>
    result.loads.map(({ trials }) => validTrials(trials, trialOf).length),
  );
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return 'one trial per load, so no spread';
  return least === most ? `${most} trials per load` : `${least} to ${most} trials per load`;
};

/**
 * What sweeps under one condition show about overload, in one sentence over all data planes: which
 * fall below their best rate and which hold it, if all repeats agree. No plateau is claimed for a
 * device that never carried a load. Undefined if none was overloaded after carrying one.
 */
export const overloadSummary = (cells: readonly Sweep[], trialOf: TrialOf): Remark | undefined => {
  const fates = cells.map((cell) => fateOf(cell, trialOf));
  const of = (state: Fate['state']): readonly string[] =>
    fates.filter((fate) => fate.state === state).map(({ name }) => name);
  const [first] = cells;
  const told = fates.filter(({ state }) => state === 'falls' || state === 'unclear');
  const [holding, whole, never] = [of('holds'), of('carries-all'), of('carries-none')];
  if (first === undefined || told.length + holding.length === 0) return undefined;
  const theirs = told.length > 0;
  const own = holding.length === 1 ? 'its' : 'their';
  const hold = holding.length === 1 ? 'holds' : 'hold';
  const parts: readonly Sentence[] = [
    ...told.map(({ text }) => text),
    ...(holding.length === 0
      ? []
      : [
          theirs
            ? [`${namesText(holding)} ${hold} ${own === 'its' ? 'its own' : 'theirs'}`]
            : [`${namesText(holding)} ${hold} ${own} best rate`],
        ]),
    ...(whole.length === 0 ? [] : [[`${namesText(whole)}: not overloaded`]]),
    ...(never.length === 0 ? [] : [[`${namesText(never)}: no load was carried, so no plateau`]]),
  ];
  const size = quantity(first.frameSize, 'bytes');
  const where = first.network === undefined ? [] : [`${first.network}, `];
  const n = trialsText(cells, trialOf);
  return {
    level: 'result',
    text: sentence`Under overload, ${where}${size}: ${joined(parts, '; ')} (${n})`,
  };
};
