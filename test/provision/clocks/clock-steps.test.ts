import { describe, expect, it } from 'vitest';
import type { Ptp4lChoice } from '../../../src/config/testbed/clocks.js';
import { nanoseconds } from '../../../src/model/units.js';
import { clockSteps, clockStepsByRole } from '../../../src/provision/clocks/clock-steps.js';
import { STEP_KINDS } from '../../../src/provision/registry.js';

const CHOICE: Ptp4lChoice = {
  ...{ generator: 'eno1', sink: 'eno2' },
  ...{ stamping: 'hardware', transport: 'ethernet' },
};
const kinds = (role: 'generator' | 'sink', choice?: Ptp4lChoice): readonly string[] =>
  clockSteps(role, choice).map(({ kind }) => kind);

describe('clockSteps', () => {
  it('are none if a run starts no ptp4l', () => {
    expect(kinds('generator')).toEqual([]);
    expect(kinds('sink')).toEqual([]);
  });

  it("start ptp4l, and steer only the sink's clock, with software timestamping", () => {
    const software = { ...CHOICE, stamping: 'software' } as const;
    expect(kinds('generator', software)).toEqual(['ptp-port', 'ptp4l']);
    expect(kinds('sink', software)).toEqual(['ptp-port', 'clock-rates', 'ptp4l']);
    expect(clockSteps('sink', software)[1]?.spec).toEqual({ clocks: ['CLOCK_REALTIME'] });
  });

  it("set the server's NIC clock first, and the client's system clock last", () => {
    expect(kinds('generator', CHOICE)).toEqual([
      ...['ptp-port', 'nic-stamps', 'clock-rates', 'phc2sys', 'ptp4l'],
    ]);
    expect(clockSteps('generator', CHOICE)[2]?.spec).toEqual({ clocks: ['eno1'] });
    expect(kinds('sink', CHOICE)).toEqual([
      ...['ptp-port', 'nic-stamps', 'clock-rates', 'ptp4l', 'phc2sys'],
    ]);
    expect(clockSteps('sink', CHOICE)[2]?.spec).toEqual({ clocks: ['eno2', 'CLOCK_REALTIME'] });
  });

  it("are for generator and sink, and do not steer the DUT's clock", () => {
    const clocks = { type: 'ptp', bound: nanoseconds(1_000), ptp4l: CHOICE } as const;
    const { generator, dut, sink } = clockStepsByRole(clocks);
    expect([generator.length, dut.length, sink.length]).toEqual([5, 0, 5]);
    expect(clockStepsByRole({ type: 'auto' })).toEqual({ generator: [], dut: [], sink: [] });
  });

  it('can be undone by a later process', () => {
    for (const { kind, spec } of clockSteps('sink', CHOICE)) {
      expect(STEP_KINDS[kind]?.fromLedger(spec).spec).toEqual(spec);
    }
  });
});
