import { describe, expect, it } from 'vitest';
import type { DataPlaneName } from '../../../../src/model/data-plane.js';
import { bytes, pps } from '../../../../src/model/units.js';
import { plainText } from '../../../../src/report/terminal/units.js';
import { loadSweepSections } from '../../../../src/rfc2544/tests/load-sweep/sections.js';
import { loadFiguresOf } from '../../../../src/rfc2544/trials/load-figures.js';
import { trialRecord } from '../../../results/record.js';

/** Sweeps of loads in kpps; of each the rates of its trials in kpps, NaN for an invalid one. */
const sweeps = (
  planes: Readonly<Partial<Record<DataPlaneName, Readonly<Record<number, number[]>>>>>,
) => {
  const trials = new Map<number, ReturnType<typeof trialRecord>['result']>();
  const cells = Object.entries(planes).map(([dataPlane, loads]) => ({
    dataPlane: dataPlane as DataPlaneName,
    frameSize: bytes(64),
    result: {
      test: 'load-sweep' as const,
      loads: Object.entries(loads).map(([load, rates]) =>
        loadFiguresOf(
          pps(Number(load) * 1e3),
          rates.map((rate) => {
            const sequence = trials.size + 1;
            const valid = !Number.isNaN(rate);
            const received = valid ? rate * 1e3 : 0;
            const { result: measured } = trialRecord(sequence, [Number(load) * 1e3, received]);
            const reasons = [{ code: 'link-flapped' as const, detail: 'gen0 was down' }];
            const result = valid
              ? measured
              : { ...measured, validity: { state: 'invalid' as const, reasons } };
            trials.set(sequence, result);
            return { sequence, result };
          }),
        ),
      ),
    },
  }));
  return loadSweepSections({ trialOf: (sequence) => trials.get(sequence) }, cells);
};

const headline = (...planes: Parameters<typeof sweeps>) =>
  sweeps(...planes).flatMap(({ headline: lines }) => lines.map(({ text }) => plainText(text)));

describe('the headline of load sweeps', () => {
  it('has plateau and peak of each data plane in a line, and where frames were lost', () => {
    expect(
      headline({
        'ip-forwarder': { 100: [100], 200: [180], 300: [180] },
        'softnet-macvlan': { 100: [100], 200: [160], 300: [120] },
      }),
    ).toEqual([
      'Plateau / peak under overload with 64 bytes, and where frames were lost:',
      'ip-forwarder: 180 kpps / 180 kpps (100 %); backlog queue',
      'softnet-macvlan: 120 kpps / 160 kpps (75 %); backlog queue',
    ]);
  });

  it('fits a terminal of 80 columns', () => {
    const lines = headline({
      'softnet-macvlan': { 100: [100], 200: [163.94], 300: [123.45] },
      'napi-macvlan': { 100: [100], 200: [200], 300: [222.34] },
    });
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says what was not measured, and why', () => {
    expect(
      headline({
        macvlan: { 100: [100], 200: [180], 300: [NaN] },
        'napi-macvlan': { 100: [NaN], 200: [NaN] },
      }),
    ).toEqual([
      'macvlan, 64 bytes: 180 kpps forwarded of 200 kpps; 10 % lost in the backlog queue; 300 kpps not measured (link-flapped)',
      'napi-macvlan, 64 bytes: not measured: link-flapped',
    ]);
  });

  it('ranks what was repeated, at the highest load', () => {
    expect(headline({ macvlan: { 100: [60, 62] }, 'napi-macvlan': { 100: [80, 82] } })[0]).toBe(
      'Forwarded of 100 kpps: napi-macvlan > macvlan',
    );
  });

  it('does not rank by repeats that disagree', () => {
    const [first, ...others] = headline({
      macvlan: { 250: [180, 185, 190] },
      'napi-macvlan': { 250: [34, 41, 210] },
    });
    expect(first).toMatch(/^Repeats disagree: do not rank by this run\./);
    expect(others).toHaveLength(2);
  });

  it('claims no plateau where no load was carried, nor where none was too much', () => {
    expect(headline({ macvlan: { 100: [50], 200: [50], 300: [50] } })).toEqual([
      'macvlan, 64 bytes: 50 kpps forwarded of 300 kpps; 83.33 % lost in the backlog queue',
    ]);
    expect(headline({ macvlan: { 100: [100], 200: [200], 300: [300] } })).toEqual([
      'macvlan, 64 bytes: no overload up to 300 kpps',
    ]);
  });
});

describe('the figures of load sweeps', () => {
  it('have the median, with the least and the greatest of the trials', () => {
    const [section] = sweeps({ macvlan: { 100: [100], 200: [160, 150, 180] } });
    const lines = section?.blocks.find((block) => block.kind === 'lines');
    expect(lines?.series[0]?.points).toEqual([
      { x: 1e5, y: 1e5, least: 1e5, greatest: 1e5, trials: [1] },
      { x: 2e5, y: 1.6e5, least: 1.5e5, greatest: 1.8e5, trials: [2, 3, 4] },
    ]);
  });

  it('show where all frames that were offered went', () => {
    const [section] = sweeps({ macvlan: { 100: [100], 200: [160] } });
    const stacks = section?.blocks.find((block) => block.kind === 'stacks');
    expect(stacks?.parts).toEqual(['received by the sink', 'lost in backlog queue']);
    expect(stacks?.groups).toEqual([
      {
        name: 'macvlan',
        bars: [
          { x: 1e5, amounts: [1e5, 0] },
          { x: 2e5, amounts: [1.6e5, 4e4] },
        ],
      },
    ]);
  });

  it('are not drawn of a single load without loss', () => {
    const [section] = sweeps({ macvlan: { 100: [100] } });
    expect(section?.blocks.map(({ kind }) => kind)).toEqual(['table']);
  });
});
