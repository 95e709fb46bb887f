import type { Facts } from './facts.js';

/** A machine's state: what was read, by aspect. */
export type MachineState = Readonly<Record<string, Facts>>;

const change = (before: string | undefined, after: string | undefined): string | undefined => {
  if (before === after) return undefined;
  if (before === undefined) return `new: ${after ?? ''}`;
  return after === undefined ? `gone: ${before}` : `${before} became ${after}`;
};

const namesOf = (one: object, other: object): readonly string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

/** What differs between two states of a machine, in a line each; empty where they are equal. Pure. */
export const differences = (before: MachineState, after: MachineState): readonly string[] =>
  namesOf(before, after).flatMap((aspect) => {
    const [was = {}, is = {}] = [before[aspect], after[aspect]];
    return namesOf(was, is).flatMap((name) => {
      const text = change(was[name], is[name]);
      return text === undefined ? [] : [`${aspect}: ${name}: ${text}`];
    });
  });
