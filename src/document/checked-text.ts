import { z } from 'zod';
import { excerpt } from './excerpt.js';

/**
 * A text that passes a check.
 * @param problem what is wrong with it, as a phrase; undefined if it is valid
 */
export const checkedText = (problem: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const found = problem(text);
    if (found === undefined) return;
    context.addIssue({ code: 'custom', message: `'${excerpt(text)}': ${found}`, input: text });
  });
