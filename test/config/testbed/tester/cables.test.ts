import { describe, expect, it } from 'vitest';
import { calibrationCable, statedCables } from '../../../../src/config/testbed/tester/cables.js';

describe('the cables of a testbed', () => {
  it('are its links, and the one that the tester is calibrated over', () => {
    const links: [string, string][] = [['gen0', 'dut0']];
    expect(statedCables({ links })).toEqual([['gen0', 'dut0']]);
    expect(statedCables({ links, calibration: ['gen1', 'sink1'] })).toEqual([
      ['gen0', 'dut0'],
      ['gen1', 'sink1'],
    ]);
  });

  it('have no calibration cable where the DUT is the bridge', () => {
    const links: [string, string][] = [['gen0', 'dut0']];
    expect(calibrationCable({ calibration: 'bridge' })).toBeUndefined();
    expect(statedCables({ links, calibration: 'bridge' })).toEqual(links);
  });
});
