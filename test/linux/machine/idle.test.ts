import { describe, expect, it } from 'vitest';
import { readIdle } from '../../../src/linux/machine/idle.js';

const STATES = '/sys/devices/system/cpu/cpu0/cpuidle';
const files = new Map([
  ['/sys/devices/system/cpu/cpuidle/current_driver', 'intel_idle'],
  ['/sys/devices/system/cpu/cpuidle/current_governor_ro', 'menu'],
  [`${STATES}/state10/name`, 'C10'],
  [`${STATES}/state0/name`, 'POLL'],
  [`${STATES}/state0/disable`, '0'],
  [`${STATES}/state1/name`, 'C1'],
  [`${STATES}/state1/disable`, '1'],
]);

describe('readIdle', () => {
  it('names the states in order, and those that are disabled', () => {
    expect(readIdle(files)).toEqual({
      value: {
        driver: 'intel_idle',
        governor: 'menu',
        states: [
          { name: 'POLL', enabled: true },
          { name: 'C1', enabled: false },
          { name: 'C10', enabled: true },
        ],
      },
    });
  });

  it('reports a kernel without cpuidle', () => {
    expect(readIdle(new Map())).toEqual({ unread: 'no /sys/devices/system/cpu/cpuidle' });
  });
});
