import { GENERAL } from './general.js';
import type { Choices, Requirement, Verdict } from './requirement.js';
import { MLRSEARCH } from './mlrsearch.js';
import { TESTS } from './tests.js';
import { UPDATES } from './updates.js';

/** Something that is asked for, and whether a run does it. */
export type Conformance = Omit<Requirement, 'verdict'> & Verdict;

/** How a run stands to everything that RFC 2544 and its updates ask for, document by document and section by section. */
export const conformanceOf = (choices: Choices): readonly Conformance[] =>
  [...GENERAL, ...TESTS, ...UPDATES, ...MLRSEARCH].map(({ verdict, ...rest }) => ({
    ...rest,
    ...verdict(choices),
  }));
