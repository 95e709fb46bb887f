/** The evidence in a run's archive: trial numbers and keys of run.json. */
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

/** Met, with what shows it; not seen if nothing does. */
export const met = ({ trials = [], facts = [] }: Shown): Judgement =>
  trials.length + facts.length === 0
    ? notSeen('nothing archived shows it')
    : { state: 'met', trials, facts };

/** Met if the condition holds; otherwise `value` is what was done instead. */
export const holds = (condition: boolean, value: string, shown: Shown): Judgement =>
  condition ? met(shown) : deviates(value);

/**
 * Several judgements as one: one deviation is enough to deviate, and only what was met every time
 * is met. Judgements that do not apply are ignored.
 * @param each if empty, not seen; lazy for many trials, as the first deviation ends it
 */
export const combined = (each: Iterable<Judgement>): Judgement => {
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
  if (!judged) return notSeen('no trial was made');
  if (!applying) return NOT_APPLICABLE;
  return unseen ?? met({ trials: [...trials], facts: [...facts] });
};
