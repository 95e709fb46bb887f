import type { Quantity, Sentence, Unit } from './section.js';

/** A number within a sentence, in the base unit that a renderer scales. */
export const quantity = (value: number, unit: Unit): Quantity => ({ value, unit });

type Part = string | number | Quantity | Sentence;

const parts = (part: Part): Sentence => {
  if (typeof part === 'object' && 'unit' in part) return [part];
  return typeof part === 'object' ? part : [`${part}`];
};

/** Text with numbers: sentence`${quantity(rate, 'pps')} at best`. Plain numbers are counts. */
export const sentence = (texts: TemplateStringsArray, ...values: readonly Part[]): Sentence =>
  texts.flatMap((text, index) => {
    const value = values[index];
    return value === undefined ? [text] : [text, ...parts(value)];
  });

/** Sentences joined by a separator. */
export const joined = (sentences: readonly Sentence[], separator: string): Sentence =>
  sentences.flatMap((each, index) => (index === 0 ? each : [separator, ...each]));
