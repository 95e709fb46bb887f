import { loadPlaybook } from '../../src/config/load.js';
import { runSchema, type CellResult, type TrialRecord } from '../../src/results/schema.js';
import { conduct } from '../../src/rfc2544/procedure.js';
import { simulatedMeasurer, type SimulatedDevice } from '../../src/rfc2544/simulated-device.js';
import { cellsOf, plannedTrials, procedureOf, shapeOf } from '../../src/session/procedures.js';
import { withFile } from '../config/examples.js';
import { runRecord } from '../results/record.js';

/** What a playbook's procedures came to on a simulated device. */
export interface Conducted {
  readonly results: readonly CellResult[];
  readonly trials: readonly TrialRecord[];
  readonly planned: number;
}

/** Conducts a playbook's procedures; the results have been through run.json's schema. */
export const conductPlaybook = async (
  procedures: string,
  device: SimulatedDevice,
  trial = 'duration: 1 s',
): Promise<Conducted> => {
  const text = `name: simulated
dataPlanes: [napi-macvlan]
trial: { ${trial} }
procedures:
${procedures}`;
  const { playbook } = await withFile(text, loadPlaybook);
  const trials: TrialRecord[] = [];
  const results: CellResult[] = [];
  let sequence = 0;
  for (const cell of cellsOf(playbook)) {
    const { dataPlane, frameSize, procedure: index, test } = cell;
    const procedure = playbook.procedures[index];
    if (procedure === undefined) throw new Error(`no procedure ${index}`);
    const measurer = simulatedMeasurer(device);
    const result = await conduct(procedureOf(procedure, shapeOf(playbook, cell)), measurer, {
      signal: new AbortController().signal,
      nextSequence: () => (sequence += 1),
      observe: (event) => {
        if (event.type === 'trial-ended') {
          const at = '2026-01-31T10:16:00.000Z';
          const { sequence: number, result: ended } = event;
          trials.push({ sequence: number, at, dataPlane, procedure: index, test, result: ended });
        }
        return Promise.resolve();
      },
    });
    results.push({ dataPlane, frameSize, procedure: index, result });
  }
  const archived: unknown = JSON.parse(JSON.stringify({ ...runRecord, results }));
  return { results: runSchema.parse(archived).results, trials, planned: plannedTrials(playbook) };
};
