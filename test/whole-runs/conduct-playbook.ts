import { loadPlaybook } from '../../src/config/load.js';
import { bitsPerSecond } from '../../src/model/units.js';
import { runSchema, type CellResult, type TrialRecord } from '../../src/results/schema.js';
import {
  simulatedMeasurer,
  type SimulatedDevice,
} from '../../src/rfc2544/simulated-device/simulated-device.js';
import type { RunEvent } from '../../src/session/run/events.js';
import { beginCourse, measureVisit } from '../../src/session/run/measuring.js';
import { wholeVisit } from '../../src/session/run/visits.js';
import { mostCost } from '../../src/session/plan/cost.js';
import { withFile } from '../config/examples.js';
import { runRecord } from '../results/record.js';

/** What a playbook's procedures came to on a simulated device. */
export interface Conducted {
  readonly results: readonly CellResult[];
  readonly trials: readonly TrialRecord[];
  readonly planned: number;
}

/** Conducts a playbook's procedures, as a run with links of 1 Gb/s does; the results have been through run.json's schema. */
export const conductPlaybook = async (
  procedures: string,
  device: SimulatedDevice,
  trial = 'duration: 1 s',
  frameSizes = '[64]',
): Promise<Conducted> => {
  const text = `name: simulated
dataPlanes: [napi-macvlan]
frameSizes: ${frameSizes}
trial: { ${trial} }
procedures:
${procedures}`;
  const { playbook } = await withFile(text, loadPlaybook);
  const linkSpeed = bitsPerSecond(1e9);
  const trials: TrialRecord[] = [];
  const results: CellResult[] = [];
  const measuring = {
    playbook,
    linkSpeed,
    runId: 'simulated',
    signal: new AbortController().signal,
    announce: () => undefined,
    emit: (event: RunEvent) => {
      if (event.type === 'trial-ended') {
        const { cell, sequence, result } = event;
        const { dataPlane, procedure, test } = cell;
        const times = { started: '2026-01-31T10:15:58.000Z', ended: '2026-01-31T10:16:00.000Z' };
        trials.push({ sequence, ...times, dataPlane, procedure, test, result });
      }
      if (event.type === 'cell-ended') {
        const { dataPlane, frameSize, procedure } = event.cell;
        results.push({ dataPlane, frameSize, procedure, result: event.result });
      }
      return Promise.resolve();
    },
  };
  const measurer = simulatedMeasurer(device);
  const visit = wholeVisit(playbook, { dataPlane: 'napi-macvlan', modifier: 'none' });
  await measureVisit(measurer, visit, measuring, beginCourse());
  const archived: unknown = JSON.parse(JSON.stringify({ ...runRecord, results }));
  const planned = mostCost(playbook, linkSpeed).trials;
  return { results: runSchema.parse(archived).results, trials, planned };
};
