import type { TestbedFile } from '../../../config/testbed/testbed-file.js';
import type { TestFrames } from '../../../model/schema/test-frames.js';
import { testFramesOf } from '../../../traffic/generator/test-frames.js';
import type { PlannedDataPlane } from '../../plan/blueprint.js';
import { framesOn } from '../machines/setup.js';
import { plannedSinkCounting } from '../machines/sink-counting.js';

/** The format of test frames that sources send, on each data plane. */
export const sourceFrames = (
  file: TestbedFile,
  planned: readonly PlannedDataPlane[],
): TestFrames => {
  const numbered = plannedSinkCounting(file).by === 'frame-sink';
  const planes = planned.map(framesOn);
  return testFramesOf({ sender: 'softnic-source', numbered }, planes);
};
