import type { Document } from 'yaml';
import { excerpt } from '../excerpt.js';

/** A problem that prevents reading a text, with its offset. */
export type Fault = readonly [offset: number, message: string];

/** Syntax errors of a document, including unknown tags. */
export const syntaxFaults = ({ errors, warnings }: Document.Parsed): Fault[] =>
  [...errors, ...warnings].map((error) => [error.pos[0], excerpt(error.message)]);
