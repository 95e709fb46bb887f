import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds, pps } from '../../src/model/units.js';
import { plain } from '../../src/report/terminal/style.js';
import { terminalReport } from '../../src/report/terminal.js';
import { unfinishedSection } from '../../src/report/unfinished.js';
import { runRecord, trialRecord } from '../results/record.js';

const search = { dataPlane: 'napi-macvlan', procedure: 1, test: 'throughput' } as const;
const fellBehind = { code: 'generator-fell-behind', detail: 'offered 18000 of 20000' } as const;
const invalid = { validity: { state: 'invalid', reasons: [fellBehind] } } as const;
const swept = [1, 2, 3, 4, 5].map((sequence) => trialRecord(sequence, [10_000, 10_000]));
const trials = [
  ...swept,
  { ...trialRecord(6, [20_000, 15_000]), ...search },
  { ...trialRecord(7, [15_000, 100], invalid), ...search },
  { ...trialRecord(8, [15_000, 15_000]), ...search },
];
const interrupted = {
  ...runRecord,
  state: { state: 'interrupted' as const },
  results: runRecord.results.slice(0, 1),
};

describe('trials of a procedure that did not end', () => {
  it('are shown in the report of an interrupted run, below the results there are', () => {
    const text = terminalReport(interrupted, trials, { folder: 'results/x' });
    expect(text).toContain('interrupted: below is what was measured until then');
    expect(text).toMatch(/^Load sweep/m);
    expect(text).toContain(`

Trials of a procedure that did not end (throughput): rates in kpps
data plane    bytes  intended  offered  forwarded  loss %  valid  where lost (frames)
napi-macvlan     64     20.00    20.00      15.00   25.00    1/1  backlog-queue 5000
napi-macvlan     64     15.00    15.00      15.00       0    1/2  -

`);
  });

  it.each([{ state: 'running' } as const, { state: 'failed', message: 'gone' } as const])(
    'are shown whether the run is interrupted or %j',
    (state) => {
      const text = terminalReport({ ...interrupted, state }, trials, { folder: 'results/x' });
      expect(text).toContain('Trials of a procedure that did not end (throughput)');
    },
  );

  it('are none where every trial belongs to a result', () => {
    expect(unfinishedSection(runRecord, trials, plain)).toEqual([]);
  });

  it.each([
    ['frame size', { frameSize: bytes(128), intendedLoad: pps(10_000) }],
    ['length', { frameSize: bytes(64), intendedLoad: pps(20_000) }],
  ])('are told apart by %s', (_, request) => {
    const other = { request: { ...request, duration: nanoseconds(2e9) } };
    const left = [...trials, { ...trialRecord(9, [20_000, 20_000], other), ...search }];
    expect(unfinishedSection(interrupted, left, plain)).toHaveLength(2 + 3);
  });

  it('include those of an ended procedure at another frame size', () => {
    const request = { frameSize: bytes(128), intendedLoad: pps(1000), duration: nanoseconds(1e9) };
    const left = [...swept, trialRecord(6, [1000, 1000], { request })];
    expect(unfinishedSection(interrupted, left, plain).at(-1)).toMatch(/^softnet-macvlan +128 /);
  });
});
