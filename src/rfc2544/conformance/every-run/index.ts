import type { RunRequirement } from '../requirement.js';
import { FRAMES } from './frames.js';
import { ISOLATION } from './isolation.js';
import { MODIFYING } from './modifiers.js';
import { SETUP } from './setup.js';
import { THROUGHPUT } from './throughput.js';
import { TRAFFIC } from './traffic.js';
import { TRIAL } from './trial.js';

/** What is asked of every run, whatever its tests; tests have tables of their own. */
export const EVERY_RUN: readonly RunRequirement[] = [
  ...SETUP,
  ...FRAMES,
  ...MODIFYING,
  ...TRAFFIC,
  ...TRIAL,
  ...THROUGHPUT,
  ...ISOLATION,
];
