import { BURSTS, BURSTS_UPDATED } from './bursts.js';
import { ISOLATION } from './isolation.js';
import { LATENCY } from './latency.js';
import { MLRSEARCH } from './mlrsearch.js';
import { FRAME_LOSS_RATE, THROUGHPUT } from './rates.js';
import { RECOVERY } from './recovery.js';
import type { Choices, Requirement, Verdict } from './requirement.js';
import { RESETS, RESETS_UPDATED } from './resets.js';
import { SETUP } from './setup.js';
import { TRAFFIC } from './traffic.js';
import { TRIAL } from './trial.js';

/** RFC 2544 by sections, then the documents that update it or say where it applies, then RFC 9971. */
const REQUIREMENTS: readonly Requirement[] = [
  ...SETUP,
  ...TRAFFIC,
  ...TRIAL,
  ...THROUGHPUT,
  ...LATENCY,
  ...FRAME_LOSS_RATE,
  ...BURSTS,
  ...RECOVERY,
  ...RESETS,
  ...RESETS_UPDATED,
  ...ISOLATION,
  ...BURSTS_UPDATED,
  ...MLRSEARCH,
];

/** Something that is asked for, and whether a run does it. */
export type Conformance = Omit<Requirement, 'verdict'> & Verdict;

/** How a run stands to everything that RFC 2544 and its updates ask for, document by document and section by section. */
export const conformanceOf = (choices: Choices): readonly Conformance[] =>
  REQUIREMENTS.map(({ verdict, ...rest }) => ({ ...rest, ...verdict(choices) }));
