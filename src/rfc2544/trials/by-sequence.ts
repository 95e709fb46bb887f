/** A trial by its number in the journal; its result is read on demand. */
export const trialFinder = <Result>(
  trials: readonly { readonly sequence: number; readonly result: Result }[],
): ((sequence: number) => Result | undefined) => {
  const bySequence = new Map(trials.map((trial) => [trial.sequence, trial]));
  return (sequence) => bySequence.get(sequence)?.result;
};

/** The block of a trial by its number in the journal. */
export const blockFinder = (
  trials: readonly { readonly sequence: number; readonly block?: number | undefined }[],
): ((sequence: number) => number | undefined) => {
  const bySequence = new Map(trials.map(({ sequence, block }) => [sequence, block]));
  return (sequence) => bySequence.get(sequence);
};
