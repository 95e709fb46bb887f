import type { Draw } from './campaign/draw.js';
import type { Places } from './lab/places.js';

/** What a try showed that must not be: left behind on a machine, lost from an archive, or otherwise wrong. */
export interface Problem {
  readonly kind: 'left behind' | 'lost' | 'wrong';
  /** In a line. */
  readonly what: string;
}

/** A try of a fault, made and looked at. */
export interface Attempt {
  /** When or where the fault was made. */
  readonly moment: string;
  readonly problems: readonly Problem[];
}

/** What a campaign does to vrbench, many times. */
export interface Fault {
  /** In the words of a network engineer, for the table. */
  readonly title: string;
  /** How often, where nothing else is asked for. */
  readonly tries: number;
  /** Makes the fault once, at a moment that is drawn. @throws where it could not be made */
  readonly attempt: (places: Places, draw: Draw, number: number) => Promise<Attempt>;
}

/** Problems of one kind. */
export const problems = (kind: Problem['kind'], found: readonly string[]): readonly Problem[] =>
  found.map((what) => ({ kind, what }));

/** What is wrong unless something holds. */
export const unless = (holds: boolean, what: string): readonly Problem[] =>
  holds ? [] : problems('wrong', [what]);
