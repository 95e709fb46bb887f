import type { Document } from 'yaml';
import { excerpt } from '../excerpt.js';

/** What keeps a text from being read, with its offset there. */
export type Fault = readonly [offset: number, message: string];

/** What is wrong with a document's syntax; an unknown tag is. */
export const syntaxFaults = ({ errors, warnings }: Document.Parsed): Fault[] =>
  [...errors, ...warnings].map((error) => [error.pos[0], excerpt(error.message)]);
