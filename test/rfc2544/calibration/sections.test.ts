import { describe, expect, it } from 'vitest';
import type { Calibration, SizeCalibration } from '../../../src/model/schema/setup/calibration.js';
import { bytes, nanoseconds, pps } from '../../../src/model/units.js';
import { reportOf } from '../../../src/report/report.js';
import { runRecord } from '../../results/record.js';
import { latencyRun } from '../../report/latency-run.js';

const { record, trials } = latencyRun(0);
const MOST = Math.max(...trials.map(({ result }) => result.request.intendedLoad));

const size = (load: number | null): SizeCalibration => ({
  frameSize: bytes(64),
  load: load === null ? null : pps(load),
  limit: load === null ? null : 'sink',
  latency:
    load === null
      ? null
      : {
          ...{ load: pps(load / 10), minimum: nanoseconds(9_000) },
          ...{ p50: nanoseconds(10_000), p99: nanoseconds(30_000) },
          clocks: { kind: 'one-clock', bound: nanoseconds(0) },
        },
  trials: [],
});

const sectionWith = (
  sizes: readonly SizeCalibration[] | undefined,
  through: Calibration['through'] = 'cable',
) => {
  if (runRecord.setup === null) throw new Error('the record has a setup');
  const calibration = sizes && { through, generator: 'gen1', sink: 'sink1', sizes };
  const setup = { ...runRecord.setup, ...(calibration && { calibration }) };
  const { sections } = reportOf({ ...record, setup }, trials, { folder: 'x' });
  return sections.find(({ id }) => id === 'calibration');
};

describe('the section of the tester without the DUT', () => {
  it('is missing if the tester was not calibrated', () => {
    expect(sectionWith(undefined)).toBeUndefined();
  });

  it('has the highest load, what limits it, and the latency', () => {
    const [table] = sectionWith([size(1_400_000)])?.blocks ?? [];
    expect(table).toMatchObject({
      title: 'From gen1 directly to sink1',
      rows: [[64, 1_400_000, 'sink receives no more', 9_000, 10_000, 0, 140_000, 0]],
    });
  });

  it('says that a latency within the error of the clocks is not known', () => {
    const plain = size(MOST);
    if (plain.latency === null) throw new Error('it has a latency');
    const clocks = { kind: 'ping-pong', bound: nanoseconds(60_000) } as const;
    const found = sectionWith([
      { ...plain, latency: { ...plain.latency, minimum: null, p50: null, clocks } },
    ]);
    expect(found?.blocks[0]).toMatchObject({
      rows: [[64, MOST, expect.any(String), null, null, 60_000, MOST / 10, 0]],
    });
    expect(found?.remarks).toMatchObject([{ level: 'note' }]);
  });

  it('says that a latency of 0 by one clock is not known', () => {
    const plain = size(MOST);
    if (plain.latency === null) throw new Error('it has a latency');
    const found = sectionWith([{ ...plain, latency: { ...plain.latency, minimum: null } }]);
    expect(found?.remarks).toHaveLength(1);
    expect(JSON.stringify(found?.remarks)).toContain('when it was sent, or before');
  });

  it('marks trials above the calibrated load of a port', () => {
    const found = sectionWith([size(MOST - 1)]);
    expect(found?.remarks).toHaveLength(1);
    expect(JSON.stringify(found?.remarks)).toContain('above-calibrated-load');
    expect(sectionWith([size(MOST)])?.remarks).toEqual([]);
  });

  it('marks every trial if the tester carried nothing', () => {
    expect(JSON.stringify(sectionWith([size(null)])?.remarks)).toContain('no load at all');
  });

  it('has the latency alone where the DUT was a bridge, and marks no trial', () => {
    const found = sectionWith([{ ...size(MOST - 1), load: null, limit: null }], 'bridge');
    expect(found?.title).toBe('The tester and the DUT as a bridge');
    expect(found?.blocks[0]).toMatchObject({
      title: 'From gen1 through a bridge to sink1',
      rows: [[64, 9_000, 10_000, 0, (MOST - 1) / 10]],
    });
    expect(found?.remarks).toEqual([]);
  });
});
