import { expect, it } from 'vitest';
import { playbookSchema } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import { pps } from '../../../src/model/units.js';
import type { CellResult, RunRecord } from '../../../src/results/schema.js';
import { placeRecordOf } from '../../../src/session/archive/place-record.js';
import { requireSameResults } from '../../../src/session/resume/results-agree.js';
import { runRecord } from '../../results/record.js';
import { allTheSame, simulatedEvents } from '../simulated-run.js';

const PLAYBOOK = expectedPlaybook(
  playbookSchema.parse({
    name: 'x',
    dataPlanes: ['ip-forwarder', 'napi-macvlan'],
    trial: { duration: '1 s' },
    procedures: [{ test: 'load-sweep', intendedLoads: ['10 kpps', '400 kpps'] }],
  }),
);

/** The results of trials, and a run.json with them. */
const replayed = async () => {
  const events = await simulatedEvents(PLAYBOOK, allTheSame({ capacity: pps(300_000) }));
  const results = events.flatMap((event) => (event.type === 'cell-ended' ? [event] : []));
  const recorded = results.map(({ cell, result }): CellResult => {
    const { frameSize, procedure } = cell;
    return { ...placeRecordOf(cell), frameSize, procedure, result };
  });
  // As it is read from a file.
  const cells = JSON.parse(JSON.stringify(recorded)) as RunRecord['results'];
  return { results, run: { ...runRecord, results: cells } };
};

it('results of the trials agree with run.json, in which the last may be missing', async () => {
  const { results, run } = await replayed();
  expect(results).toHaveLength(2);
  expect(() => {
    requireSameResults(run, { results });
  }).not.toThrow();
  const fewer = { ...run, results: run.results.slice(0, 1) };
  expect(() => {
    requireSameResults(fewer, { results });
  }).not.toThrow();
});

it('names a result whose trials are missing from the journal', async () => {
  const { results, run } = await replayed();
  expect(() => {
    requireSameResults(run, { results: results.slice(0, 1) });
  }).toThrow(
    /napi-macvlan, 64 bytes, procedures\[0\] \(load-sweep\): run\.json has a result, but its trials are missing from the journal/,
  );
});

it('names the path at which a result differs', async () => {
  const { results, run } = await replayed();
  const text = JSON.stringify(run).replace('"lossRatio":0,', '"lossRatio":0.5,');
  const edited = JSON.parse(text) as RunRecord;
  expect(() => {
    requireSameResults(edited, { results });
  }).toThrow(/loads\[0\]\.figures\.lossRatio is 0\.5 in run\.json, but 0 from the journal/);
});
