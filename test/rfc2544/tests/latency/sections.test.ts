import { describe, expect, it } from 'vitest';
import type { LatencyDefinition, LatencySpan } from '../../../../src/model/latency.js';
import type { Block, Table } from '../../../../src/model/section/section.js';
import { MINIMUM_FRAME } from '../../../../src/model/frame.js';
import { nanoseconds as ns, pps } from '../../../../src/model/units.js';
import { reportOf } from '../../../../src/report/report.js';
import { latencyRun } from '../../../report/latency-run.js';
import { runRecord } from '../../../results/record.js';

const blocks = (bound: number): readonly Block[] => {
  const { record, trials } = latencyRun(bound);
  const { sections } = reportOf(record, trials, { folder: 'x' });
  return sections.find(({ id }) => id === 'latency')?.blocks ?? [];
};

const tables = (bound: number): readonly Table[] =>
  blocks(bound).filter((block) => block.kind === 'table');

const CELL = ['napi-macvlan', 64, 700_000];

describe('the latency section', () => {
  it('has latency with its bounds, and percentiles, if the clocks allow', () => {
    const [tagged, all] = tables(11_999);
    expect(tagged?.rows).toEqual([[...CELL, 120_000, 108_001, 133_499, 100_000, 140_000, 2, null]]);
    expect(all?.rows).toEqual([
      [...CELL, 2, 100_000, 120_000, 140_000, 180_000, 800_000, 1_000_000, 'compared', 11_999],
    ]);
    expect(blocks(11_999).find(({ kind }) => kind === 'lines')).toMatchObject({
      x: { scale: 'nines' },
      series: [{ points: [{ x: 0.5, y: 120_000 }, { x: 0.9 }, { x: 0.99 }, { x: 0.999 }] }],
    });
  });

  it.each([
    ['cable', 'tester only'],
    ['bridge', 'tester and bridge'],
  ] as const)("has the tester's own latency beside each, calibrated by %s", (through, column) => {
    if (runRecord.setup === null) throw new Error('the record has a setup');
    const { record, trials } = latencyRun(0);
    const latency = {
      ...{ load: pps(100), minimum: ns(9_000), p50: ns(10_000), p99: ns(30_000) },
      clocks: { kind: 'one-clock', bound: ns(0) },
    } as const;
    const size = { frameSize: MINIMUM_FRAME, load: pps(1_000), limit: 'link', latency } as const;
    const ends = { generator: 'gen1', sink: 'sink1' };
    const calibration = { through, ...ends, sizes: [{ ...size, trials: [] }] };
    const calibrated = { ...record, setup: { ...runRecord.setup, calibration } };
    const { sections } = reportOf(calibrated, trials, { folder: 'x' });
    const tagged = sections.find(({ id }) => id === 'latency')?.blocks[0];
    if (tagged?.kind !== 'table') throw new Error('the section begins with a table');
    const index = tagged.columns.findIndex(({ title }) => title === column);
    expect(tagged.columns[index - 1]?.title).toBe('max');
    expect(tagged.rows.map((row) => row[index])).toEqual([9_000]);
  });

  it('has a histogram of all frames, in which those of all repeats add up to 1', () => {
    const histogram = blocks(0).at(-1);
    expect(histogram).toMatchObject({
      drawn: 'steps',
      x: { unit: 'ns', scale: 'log' },
      series: [
        {
          points: [
            { x: 90_000, y: 0.5, trials: [1, 2] },
            { x: 110_000, y: 0.5 },
            { x: 990_001, y: 0 },
            { x: 1_010_001, y: 0 },
          ],
        },
      ],
    });
  });

  it('has differences alone from 10 % of the median on, and says why', () => {
    const [tagged, all] = tables(12_000);
    expect(tagged?.rows).toEqual([
      [...CELL, null, null, null, null, null, 2, 'clocks too uncertain'],
    ]);
    expect(all?.rows).toEqual([
      [...CELL, 20_000, 40_000, 80_000, 700_000, 900_000, 'compared', 12_000],
    ]);
    expect(all?.columns.find(({ id }) => id === 'p50')?.signed).toBe(true);
    expect(blocks(12_000).map(({ kind }) => kind)).toEqual(['table', 'table', 'absent']);
  });
});

describe('the definition in the latency section', () => {
  const notes = (definition: LatencyDefinition, span?: LatencySpan): string => {
    const { record, trials } = latencyRun(0, { definition, span });
    const { sections } = reportOf(record, trials, { folder: 'x' });
    const section = sections.find(({ id }) => id === 'latency');
    return JSON.stringify(section?.remarks);
  };

  it('is RFC 1242 where it was met', () => {
    expect(notes('store-and-forward')).toContain('As RFC 1242 section 3.8 defines');
  });

  it('is close to it, with what was subtracted and what was not', () => {
    const said = notes('driver-to-sink-less-serialization');
    expect(said).toContain("Not RFC 1242's");
    expect(said).toMatch(
      /less the frame's time on both links.*interrupt moderation, driver and softirq/,
    );
  });

  it('is as measured if nothing could be subtracted, and why', () => {
    const serialization = { state: 'none' as const, reason: 'the link speed is not known' };
    const said = notes('driver-to-sink', { stampedBy: 'handler', serialization });
    expect(said).toContain('not by a definition of RFC 1242');
    expect(said).toContain('Nothing is subtracted: the link speed is not known.');
  });

  it('has a column of what was subtracted if something was', () => {
    const serialization = { state: 'subtracted' as const, input: ns(576), output: ns(512) };
    const { record, trials } = latencyRun(0, { span: { stampedBy: 'handler', serialization } });
    const { sections } = reportOf(record, trials, { folder: 'x' });
    const [block] = sections.find(({ id }) => id === 'latency')?.blocks ?? [];
    if (block?.kind !== 'table') throw new Error('there is a table');
    const column = block.columns.findIndex(({ id }) => id === 'taken-off');
    expect(block.rows[0]?.[column]).toBe(1_088);
  });

  it('says if fewer frames arrived than repeats were asked for', () => {
    const { record, trials } = latencyRun(0, {
      repeats: { asked: 20, measured: 2, lost: 38, limit: 40 },
    });
    const { sections } = reportOf(record, trials, { folder: 'x' });
    const section = sections.find(({ id }) => id === 'latency');
    expect(JSON.stringify(section?.blocks)).toContain(
      'tagged frame lost in 38 of 40 trials, 2 of 20 repeats: the limit of 40 trials was reached',
    );
    expect(JSON.stringify(section?.headline)).toContain('over 2 of 20 repeats');
  });
});
