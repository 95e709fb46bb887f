import { describe, expect, it } from 'vitest';
import type { LeftOutRecord, RunRecord, Setup } from '../../../src/results/schema.js';
import { bytes } from '../../../src/model/units.js';
import {
  entered,
  sameCell,
  withoutWhole,
  withSetup,
} from '../../../src/session/archive/entries.js';
import { runRecord } from '../../results/record.js';

const CELL = { dataPlane: 'napi-macvlan', frameSize: bytes(64), procedure: 0 } as const;

describe('entries of an archive', () => {
  it('are about the same cell if all identifying fields are the same', () => {
    expect(sameCell(CELL, { ...CELL })).toBe(true);
    const others = [
      { ...CELL, dataPlane: 'macvlan' },
      { ...CELL, network: 'plain' },
      { ...CELL, modifier: 'filters-25' },
      { ...CELL, frameSize: bytes(512) },
      { ...CELL, procedure: 1 },
    ] as const;
    for (const other of others) expect(sameCell(CELL, other)).toBe(false);
  });

  it('are entered once, and replace an earlier one', () => {
    const isB = (name: string): boolean => name.startsWith('b');
    expect(entered(['a', 'b1', 'c'], 'b2', isB)).toEqual(['a', 'b2', 'c']);
    expect(entered(['a', 'c'], 'b2', isB)).toEqual(['a', 'c', 'b2']);
  });

  it('of left-out cells are removed once the cell is measured, except those of single loads', () => {
    const whole: LeftOutRecord = { ...CELL, test: 'load-sweep', reason: 'x' };
    const single: LeftOutRecord = { ...whole, load: 'procedures[0].intendedLoads[1]' };
    const other: LeftOutRecord = { ...whole, dataPlane: 'macvlan' };
    expect(withoutWhole([whole, single, other], CELL)).toEqual([single, other]);
  });
});

describe('the machines of a run', () => {
  const again = { ...runRecord.setup, modules: [] } as unknown as Setup;
  const part = (at: string): NonNullable<RunRecord['resumed']>[number] => ({
    at,
    afterTrials: 2,
    vrbench: runRecord.vrbench,
    controller: { kernelRelease: '6.8.0', cpuModel: 'x', cpus: 2, node: '20.20.2' },
    setup: null,
  });

  it('are those first read if the run was not stopped', () => {
    expect(withSetup({ setup: null }, again)).toEqual({ setup: again });
  });

  it('are kept as first read, and read again for the resumed part', () => {
    const resumed = [part('2026-01-31T11:00:00.000Z'), part('2026-01-31T12:00:00.000Z')];
    const { setup } = runRecord;
    const [first, second] = resumed;
    expect(withSetup({ setup, resumed }, again)).toEqual({
      setup,
      resumed: [first, { ...second, setup: again }],
    });
    expect(withSetup({ setup: null, resumed }, again).setup).toBe(again);
  });
});
