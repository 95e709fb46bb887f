import { describe, expect, it } from 'vitest';
import type { DataPlaneName } from '../../../../src/model/data-plane.js';
import { bitsPerSecond, bytes, pps } from '../../../../src/model/units.js';
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
  const media = {
    ingressPorts: 1,
    dutPorts: { ingress: 1, egress: 1 },
    linkSpeed: bitsPerSecond(1e9),
  };
  return loadSweepSections({ media, trialOf: (sequence) => trials.get(sequence) }, cells);
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

  it('claims no plateau if no load was carried, nor if none was too much', () => {
    expect(headline({ macvlan: { 100: [50], 200: [50], 300: [50] } })).toEqual([
      'macvlan, 64 bytes: 50 kpps forwarded of 300 kpps; 83.33 % lost in the backlog queue',
    ]);
    expect(headline({ macvlan: { 100: [100], 200: [200], 300: [300] } })).toEqual([
      'macvlan, 64 bytes: no overload up to 300 kpps',
    ]);
  });
});

/** What the report's headline has of sweeps. */
const summary = (...planes: Parameters<typeof sweeps>) =>
  (sweeps(...planes)[0]?.summary ?? []).map(({ level, text }) => `${level}: ${plainText(text)}`);

describe('the summary of load sweeps', () => {
  it('says which fall under overload, and which hold their best, in one sentence', () => {
    expect(
      summary({
        'ip-forwarder': { 100: [100], 200: [180], 300: [180] },
        'softnet-macvlan': { 100: [100], 200: [160], 300: [120] },
        'napi-macvlan': { 100: [100], 200: [170], 300: [169] },
      }),
    ).toEqual([
      'result: Under overload, 64 bytes: softnet-macvlan falls to 75 % of its best rate, losing frames in the backlog queue; ip-forwarder and napi-macvlan hold theirs (one trial per load, so no spread)',
    ]);
  });

  it('says no more than all repeats show', () => {
    const [line, rank] = summary({
      macvlan: { 100: [100, 100], 200: [160, 164], 300: [150, 158] },
      'napi-macvlan': { 100: [100, 100], 200: [180, 181], 300: [180, 180] },
    });
    expect(line).toMatch(/: macvlan keeps 91.46 % to 98.75 % of its best rate; napi-macvlan holds/);
    expect(line).toMatch(/\(2 trials per load\)$/);
    expect(rank).toBe('result: Forwarded of 300 kpps: napi-macvlan > macvlan');
  });

  it('claims no plateau of a data plane that never carried a load', () => {
    const [line] = summary({
      macvlan: { 100: [50], 200: [50], 300: [50] },
      'napi-macvlan': { 100: [100], 200: [180], 300: [180] },
    });
    expect(line).toContain('napi-macvlan holds its best rate; macvlan: no load was carried');
  });

  it('is none if repeats disagree at any load, and the headline ranks nothing', () => {
    const planes = {
      macvlan: { 100: [100, 100], 200: [34, 180], 300: [120, 121] },
      'napi-macvlan': { 100: [100, 100], 200: [180, 181], 300: [180, 180] },
    };
    expect(summary(planes)).toEqual([]);
    expect(headline(planes)[0]).toMatch(/^Repeats disagree: .* for macvlan at 200 kpps\.$/);
    expect(headline(planes).join()).not.toContain('Forwarded of');
  });

  it('is none if nothing was overloaded', () => {
    expect(summary({ macvlan: { 100: [100], 200: [200], 300: [300] } })).toEqual([]);
  });
});

describe('the figures of load sweeps', () => {
  it('name the line rate where the axis ends, which is not stretched to it', () => {
    const [section] = sweeps({ macvlan: { 100: [100], 200: [160] } });
    const lines = section?.blocks.find((block) => block.kind === 'lines');
    expect(lines?.x.limits).toEqual([{ name: 'line rate', value: pps(1_488_095) }]);
  });

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
    expect(section?.blocks).toMatchObject([
      { kind: 'table' },
      { kind: 'absent', why: ['one load was offered'] },
      { kind: 'absent', why: ['no frame was lost'] },
    ]);
  });
});
