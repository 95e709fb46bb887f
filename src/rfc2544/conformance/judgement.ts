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

/**
 * Several judgements as one: what deviates once deviates, and only what was seen every time is met.
 * What does not apply is left out.
 * @param each none is not seen; of many trials, best made one by one
 */
export const together = (each: Iterable<Judgement>): Judgement => {
  const trials = new Set<number>();
  const facts = new Set<string>();
  let [judged, applying] = [false, false];
  let unseen: Judgement | undefined;
  for (const one of each) {
    judged = true;
    if (one.state === 'deviates') return one;
    if (one.state === 'not-seen') unseen ??= one;
    if (one.state === 'met') {
      for (const trial of one.trials) trials.add(trial);
      for (const fact of one.facts) facts.add(fact);
    }
    applying ||= one.state !== 'not-applicable';
  }
  if (!judged) return notSeen('there is no trial of it');
  if (!applying) return NOT_APPLICABLE;
  return unseen ?? met({ trials: [...trials], facts: [...facts] });
};
