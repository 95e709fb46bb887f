/** What of a run's archive shows something: numbers of trials, and keys of run.json. */
export interface Shown {
  readonly trials?: readonly number[];
  readonly facts?: readonly string[];
}

/** Whether a run did what is asked for, as far as its archive shows. */
export type Judgement =
  | ({ readonly state: 'met' } & Required<Shown>)
  /** `value` is what was done instead. */
  | { readonly state: 'deviates'; readonly value: string }
  | { readonly state: 'not-seen'; readonly reason: string }
  | { readonly state: 'not-applicable' };

export const NOT_APPLICABLE: Judgement = { state: 'not-applicable' };
export const deviates = (value: string): Judgement => ({ state: 'deviates', value });
export const notSeen = (reason: string): Judgement => ({ state: 'not-seen', reason });

/** Met, by what shows it; not seen where nothing does. */
export const met = ({ trials = [], facts = [] }: Shown): Judgement =>
  trials.length + facts.length === 0
    ? notSeen('nothing archived shows it')
    : { state: 'met', trials, facts };

/** Met by what shows it where it holds, else `value` is what was done instead. */
export const holds = (condition: boolean, value: string, shown: Shown): Judgement =>
  condition ? met(shown) : deviates(value);

const isDeviation = (each: Judgement) => each.state === 'deviates';
const isUnseen = (each: Judgement) => each.state === 'not-seen';

/**
 * Several judgements as one: what deviates once deviates, and only what was seen every time is met.
 * What does not apply is left out.
 * @param each none is not seen
 */
export const together = (each: readonly Judgement[]): Judgement => {
  if (each.length === 0) return notSeen('there is no trial of it');
  const applying = each.filter(({ state }) => state !== 'not-applicable');
  if (applying.length === 0) return NOT_APPLICABLE;
  const first = applying.find(isDeviation) ?? applying.find(isUnseen);
  if (first !== undefined) return first;
  const all = applying.flatMap((one) => (one.state === 'met' ? [one] : []));
  return met({
    trials: [...new Set(all.flatMap(({ trials }) => trials))],
    facts: [...new Set(all.flatMap(({ facts }) => facts))],
  });
};
