import { describe, expect, it } from 'vitest';
import { environmentLabel, runLabel } from '../../src/report/label.js';
import { runRecord } from '../results/record.js';

describe('the label of a run', () => {
  it('says what its figures come from', () => {
    expect(runLabel(runRecord)).toBe('emulated (tcg, 2 host cores)');
    expect(environmentLabel({ kind: 'simulated' })).toBe('simulated: no router was measured');
    expect(environmentLabel({ kind: 'metal', nic: 'software' })).toBe('one machine, software NIC');
  });

  it('says what ran the instructions of guests, once', () => {
    const guest = (name: string) => ({ name, accelerator: 'tcg' as const });
    const guests = [guest('vrbench-vr0'), guest('vrbench-vr1')];
    const at = { modifier: 'none', afterTrials: 0 } as const;
    const dutSetups = [
      { dataPlane: 'macvlan' as const, ...at },
      { dataPlane: 'kvm-guest' as const, ...at, guests },
    ];
    expect(runLabel({ ...runRecord, environment: { kind: 'metal' }, setup: null, dutSetups })).toBe(
      'metal; kvm-guest by tcg',
    );
  });

  it('doubts metal whose CPU says it is virtual', () => {
    const metal = { ...runRecord, environment: { kind: 'metal' } as const };
    expect(runLabel(metal)).toBe(
      'metal by the testbed, but virtual by the CPU of generator, dut, sink',
    );
    expect(runLabel({ ...metal, setup: null })).toBe('metal');
  });
});
