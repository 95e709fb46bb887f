import { calibrationSections } from '../../rfc2544/calibration/sections.js';
import { conformance } from './conformance.js';
import { conservation } from './conservation.js';
import { instructionSections } from './instructions.js';
import { leftOut } from './left-out.js';
import { provenance } from './provenance.js';
import { reference } from './reference.js';
import { invalidTrials } from './invalid-trials.js';
import type { RunSections } from './run-sections.js';
import { setupChanges } from './setup-changes.js';
import { testFrames } from './test-frames.js';
import { toleratedStarvation } from './tolerated-starvation.js';
import { unfinished } from './unfinished.js';

/** The report's sections about the run as a whole, in order, after those of its tests. */
export const RUN_SECTIONS: readonly RunSections[] = [
  ({ setup }, trials) => calibrationSections(setup?.calibration, trials),
  reference,
  leftOut,
  ({ instructions }) => instructionSections(instructions ?? []),
  unfinished,
  invalidTrials,
  toleratedStarvation,
  setupChanges,
  conservation,
  testFrames,
  conformance,
  provenance,
];
