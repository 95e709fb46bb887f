import { describe, expect, it } from 'vitest';
import type { DataPlaneName } from '../../src/model/data-plane.js';
import type { InvalidReason } from '../../src/model/trial.js';
import { plainText } from '../../src/report/terminal/units.js';
import {
  endedByBusyComputer,
  pathRemarks,
  withProofOfPath,
} from '../../src/report/proof-of-path.js';
import { reportOf } from '../../src/report/report.js';
import { renderReport } from '../../src/report/terminal/report.js';
import type { RunRecord, TrialRecord } from '../../src/results/schema.js';
import { runRecord, trialRecord } from '../results/record.js';

const NAME = 'pktgen on one-machine-lab';
const PLANES = ['softnet-macvlan', 'napi-macvlan'] as const;

/** Trials on data planes, each with its frames offered and received, and why it is invalid. */
const trialsOf = (
  ...trials: readonly [DataPlaneName, number, number, InvalidReason['code']?][]
): readonly TrialRecord[] =>
  trials.map(([dataPlane, offered, received, code], index) => ({
    ...trialRecord(
      index + 1,
      [offered, received],
      code && { validity: { state: 'invalid', reasons: [{ code, detail: 'why' }] } },
    ),
    dataPlane,
  }));

const remarks = (
  trials: readonly TrialRecord[],
  state: RunRecord['state'] = { state: 'complete' },
): readonly string[] =>
  pathRemarks({ name: NAME, dataPlanes: PLANES, run: { state }, trials }).map(
    ({ level, text }) => `${level}: ${plainText(text)}`,
  );

const GOOD = trialsOf(
  ['softnet-macvlan', 50, 50],
  ['softnet-macvlan', 300, 120],
  ['napi-macvlan', 50, 50],
  ['napi-macvlan', 300, 220],
);

describe('what a run shows of the path', () => {
  it('is that frames of all data planes reached the sink', () => {
    expect(remarks(GOOD)).toEqual([
      'result: With pktgen on one-machine-lab, frames of all data planes reached the sink, and every frame is accounted for.',
    ]);
  });

  it('is not invalidated by a busy computer, which is noted', () => {
    expect(
      remarks(
        trialsOf(
          ['softnet-macvlan', 50, 50],
          ['softnet-macvlan', 300, 17, 'lab-starved'],
          ['napi-macvlan', 50, 48, 'lab-starved'],
          ['napi-macvlan', 300, 90, 'lab-starved'],
        ),
      ),
    ).toEqual([
      'note: This computer was too busy for 3 of 4 trials with pktgen on one-machine-lab. The figures here are in instruction time and do not depend on it.',
      'warning: napi-macvlan with pktgen on one-machine-lab: not measured: this computer was too busy',
    ]);
  });

  it('names the data planes that a run did not reach because the computer was too busy', () => {
    const state = { state: 'failed', message: 'the machines lacked processor time' } as const;
    const trials = trialsOf(['softnet-macvlan', 50, 40, 'lab-starved']);
    expect(endedByBusyComputer({ run: { state }, trials })).toBe(true);
    expect(endedByBusyComputer({ run: { state }, trials: GOOD })).toBe(false);
    expect(endedByBusyComputer({ run: { state: { state: 'complete' } }, trials })).toBe(false);
    expect(remarks(trials, state)).toEqual([
      'note: This computer was too busy for 1 of 1 trials with pktgen on one-machine-lab. The figures here are in instruction time and do not depend on it.',
      'warning: softnet-macvlan, napi-macvlan with pktgen on one-machine-lab: not measured: this computer was too busy',
    ]);
  });

  it('says if not even a warm-up could be made', () => {
    const state = { state: 'failed', message: 'the machines lacked processor time' } as const;
    const warmUps = trialsOf(['softnet-macvlan', 50, 5, 'lab-starved']).map((trial) => ({
      ...trial,
      result: { ...trial.result, request: { ...trial.result.request, warmUp: true as const } },
    }));
    expect(remarks(warmUps, state)).toEqual([
      'note: This computer was too busy for pktgen on one-machine-lab. The figures here are in instruction time and do not depend on it.',
    ]);
  });

  it('names other reasons why trials are invalid', () => {
    expect(remarks([...GOOD, ...trialsOf(['napi-macvlan', 9, 9, 'link-flapped'])])).toEqual([
      'warning: 1 of 5 trials with pktgen on one-machine-lab are invalid (link-flapped). The figures here are in instruction time and do not depend on it.',
    ]);
  });

  it.each([
    [
      [],
      { state: 'interrupted' },
      /^warning: With pktgen .*: not measured: the run is interrupted$/,
    ],
    [
      GOOD.slice(0, 2),
      { state: 'failed', message: 'the DUT went away\n  fix: look for it' },
      /^warning: napi-macvlan with .*: not measured: the run failed: the DUT went away$/,
    ],
    [
      trialsOf(['softnet-macvlan', 50, 50], ['napi-macvlan', 50, 0]),
      { state: 'complete' },
      /^warning: napi-macvlan with .*: no frame reached the sink$/,
    ],
    [
      GOOD.map((trial) => ({ ...trial, result: { ...trial.result, unlocated: 1 } })),
      { state: 'complete' },
      /^warning: 4 trials with .* have frames unaccounted for$/,
    ],
  ] as const)('is what it lacks (%#)', (trials, state, text) => {
    const found = remarks(trials, state);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(text);
  });

  it('is not taken from warm-ups', () => {
    const warmUp = GOOD.map((trial) => ({
      ...trial,
      result: { ...trial.result, request: { ...trial.result.request, warmUp: true as const } },
    }));
    expect(remarks(warmUp)[0]).toMatch(/not measured/);
  });
});

describe('the report of figures with the proof of the path', () => {
  const figures = reportOf(
    { ...runRecord, environment: { kind: 'instruction-time' } },
    [trialRecord(1, [10_000, 10_000]), trialRecord(4, [20_000, 15_000])],
    { folder: 'results/figures' },
  );
  const path = reportOf(runRecord, GOOD, { folder: 'results/path' });
  const proof = { name: NAME, dataPlanes: PLANES, run: runRecord, trials: GOOD };
  const text = renderReport(withProofOfPath(figures, path, proof));

  it('begins and ends with the figures and what the path shows', () => {
    const headline = `softnet-macvlan, 64 bytes: 15 kpps forwarded of 20 kpps; 25 % lost in the
  backlog queue
napi-macvlan: throughput 14.99 kpps at 64 bytes
With pktgen on one-machine-lab, frames of all data planes reached the sink, and
  every frame is accounted for.
`;
    expect(text.split('\n\n')[1]).toBe(headline.trimEnd());
    expect(text.endsWith(`\n\n${headline}`)).toBe(true);
    expect(text).toMatch(/^figures: instruction time/m);
  });

  it('has the tables of both, each with the label of its figures, and where they are archived', () => {
    expect(text).toContain('Load sweep, with pktgen on one-machine-lab\n');
    expect(text).toContain(
      'Figures with pktgen on one-machine-lab: emulated (tcg, 2 host cores)\n',
    );
    expect(text).toContain('archive: results/figures\n');
    expect(text).toContain('archive, pktgen on one-machine-lab: results/path\n');
    // Conformance and provenance of each.
    expect(text.match(/shown with\s--full/g)).toHaveLength(4);
  });

  it('says which run did not finish', () => {
    const interrupted = reportOf({ ...runRecord, state: { state: 'interrupted' } }, GOOD, {
      folder: 'x',
    });
    const { state } = interrupted;
    expect(state.level).toBe('warning');
    expect(withProofOfPath(figures, interrupted, proof).state).toBe(state);
  });

  it('has sections of different names', () => {
    const ids = withProofOfPath(figures, path, proof).sections.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
