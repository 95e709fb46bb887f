import { describe, expect, it } from 'vitest';
import { bitsPerSecond, bytes, pps } from '../../src/model/units.js';
import { goalThroughputs, lossRates, throughputs } from '../../src/report/result-graphs.js';
import type { CellResult, Media, RunRecord } from '../../src/results/schema.js';
import { PRESETS } from '../../src/rfc2544/search/mlrsearch/goal.js';
import { runRecord, trialRecord } from '../results/record.js';

// Trials of `trialRecord` last 1 s: so many frames are so many pps.
const SLOW = { ingressPorts: 1, linkSpeed: bitsPerSecond(8 * 84 * 20_000) };
const trials = new Map(
  [trialRecord(1, [20_000, 10_000]), trialRecord(2, [10_000, 10_000])].map((each) => [
    each.sequence,
    each.result,
  ]),
);

const withResults = (
  results: readonly (readonly [number, CellResult['result']])[],
  media: Media = SLOW,
): RunRecord => ({
  ...runRecord,
  media,
  results: results.map(([size, result]) => ({
    dataPlane: 'macvlan',
    frameSize: bytes(size),
    procedure: 0,
    result,
  })),
});

const zero = { reason: 'loss', load: pps(100), trial: 1 } as const;

describe('the graphs of a run', () => {
  it('have throughputs, 0 where even the minimum load loses frames, none where nobody knows', () => {
    const lower = { load: pps(10_000), offeredLoad: pps(9_990), trial: 2 };
    const lines = throughputs(
      withResults([
        [64, { test: 'throughput', outcome: { state: 'maximum', lower } }],
        [128, { test: 'throughput', outcome: { state: 'zero', upper: zero } }],
        [
          256,
          {
            test: 'throughput',
            outcome: {
              state: 'undecided',
              upper: { reason: 'undecided', load: pps(100), trials: [], causes: [] },
            },
          },
        ],
      ]),
    );
    expect(lines.find((line) => line.startsWith('10.00 +'))).toBe('10.00 + a');
    expect(lines.find((line) => line.startsWith('    0 +'))).toBe('    0 +           a');
    expect(lines.join('\n')).not.toContain('256');
    expect(lines.at(-1)).toBe('--- line rate, a macvlan');
  });

  it('have a series for each goal of a search', () => {
    const lower = { load: pps(5_000), conditionalThroughput: pps(5_000), trials: [2] };
    const upper = { load: pps(5_100), trials: [1] };
    const goals = [
      { goal: PRESETS.rfc2544, state: 'regular' as const, lower, upper },
      {
        goal: PRESETS['csit-pdr'],
        state: 'irregular' as const,
        reason: 'minimum-load-fails' as const,
        upper,
      },
    ];
    const result = {
      test: 'mlrsearch' as const,
      width: { kind: 'relative' as const, value: 0.01 },
      goals,
    };
    const lines = goalThroughputs(
      withResults([
        [64, result],
        [128, result],
      ] as never),
    );
    expect(lines.find((line) => line.startsWith('5.000 +'))).toBe('5.000 + a         a');
    expect(lines.find((line) => line.startsWith('    0 +'))).toBe('    0 +  b         b');
    expect(lines.at(-1)).toBe(
      '--- line rate, a macvlan (RFC 2544), b macvlan (CSIT PDR), * several',
    );
  });

  it('have losses over loads where the line rate is known', () => {
    const loads = [
      { intendedLoad: pps(20_000), trials: [1] },
      { intendedLoad: pps(10_000), trials: [2] },
    ];
    const result = { test: 'frame-loss-rate', loads, endedLossFree: false } as never;
    const trialOf = (sequence: number) => trials.get(sequence);
    const lines = lossRates(withResults([[64, result]]), trialOf);
    expect(lines.find((line) => line.startsWith(' 50 %'))).toBe(` 50 % +${' '.repeat(60)}a`);
    expect(lines.find((line) => line.startsWith('  0 %'))).toBe(`  0 % +${' '.repeat(30)}a`);
    const unknown = { ingressPorts: 1, linkSpeed: null };
    expect(lossRates(withResults([[64, result]], unknown), trialOf)).toEqual([]);
  });
});
