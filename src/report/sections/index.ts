import { conformance } from './conformance.js';
import { conservation } from './conservation.js';
import { instructionSections } from './instructions.js';
import { invalidTrials } from './invalid-trials.js';
import type { RunSections } from './run-sections.js';
import { unfinished } from './unfinished.js';

/** What a report says of a run as a whole, in order, after what its tests came to. */
export const RUN_SECTIONS: readonly RunSections[] = [
  ({ instructions }) => instructionSections(instructions ?? []),
  unfinished,
  invalidTrials,
  conservation,
  conformance,
];
