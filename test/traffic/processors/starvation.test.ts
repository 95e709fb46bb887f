import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nanoseconds, seconds } from '../../../src/model/units.js';
import type {
  LabProcessors,
  MachineProcessors,
  TrialProcessors,
} from '../../../src/model/trial.js';
import { starvation as starvationBeyond } from '../../../src/traffic/processors/starvation.js';

const lab = (changes: Partial<LabProcessors> = {}): LabProcessors => ({
  duration: seconds(2),
  threads: [
    { machine: 'all', thread: 'CPU 0', ran: seconds(1), waited: nanoseconds(5_000) },
    { machine: 'all', thread: 'CPU 1', ran: seconds(1), waited: seconds(1) },
  ],
  others: seconds(2),
  starved: 0.01,
  worstSecond: 0.04,
  steal: 0,
  ...changes,
});
const dut = (changes: Partial<MachineProcessors> = {}): MachineProcessors => ({
  machine: 'dut',
  steal: 0,
  softirq: 1,
  throttled: 0,
  ...changes,
});

const starvation = (processors: TrialProcessors) => starvationBeyond(processors, 0.05);

describe('starvation', () => {
  it('is none alone on a computer, nor if soft interrupts take all of a CPU', () => {
    expect(starvation({ lab: lab(), machines: [dut(), dut({ throttled: null })] })).toEqual([]);
  });

  it('is that of a lab next to other programs, with figures', () => {
    expect(starvation({ lab: lab({ starved: 0.51, worstSecond: 0.6 }), machines: [] })).toEqual([
      {
        code: 'lab-starved',
        detail:
          'other programs on this computer took 51 % of the trial from CPU 1 of all, ' +
          '60 % of its worst second; they used 100 % of a processor',
      },
    ]);
  });

  it('is that of one bad second in a long trial', () => {
    const [reason] = starvation({ lab: lab({ starved: 0.001, worstSecond: 0.06 }), machines: [] });
    expect(reason?.code).toBe('lab-starved');
  });

  it('is that of a lab whose computer is a starved virtual machine', () => {
    expect(starvation({ lab: lab({ steal: 0.2 }), machines: [] })).toEqual([
      {
        code: 'lab-starved',
        detail: 'the hypervisor took 20 % of a processor of this computer',
      },
    ]);
  });

  it('is that of machines, each by its name', () => {
    const machines = [dut({ steal: 0.2 }), dut({ machine: 'sink', throttled: 12 })];
    expect(starvation({ machines })).toEqual([
      {
        code: 'machine-starved',
        detail: 'the hypervisor took 20 % of a CPU of dut (steal time)',
      },
      { code: 'machine-starved', detail: 'CPUs of sink were throttled 12 times: too hot' },
    ]);
  });

  it('does not end if more time is missing', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (starved, worstSecond, steal, more) => {
        const less = { lab: lab({ starved, worstSecond, steal }), machines: [dut({ steal })] };
        const worse = {
          lab: lab({ ...less.lab, worstSecond: Math.min(1, worstSecond + more) }),
          machines: [dut({ steal: Math.min(1, steal + more) })],
        };
        expect(starvation(worse).length).toBeGreaterThanOrEqual(starvation(less).length);
      }),
    );
  });

  it('is none if all of it is tolerated, but overheating is not', () => {
    const machines = [dut({ steal: 1 }), dut({ machine: 'sink', throttled: 12 })];
    const all = { lab: lab({ starved: 1, worstSecond: 1, steal: 1 }), machines };
    expect(starvationBeyond(all, 1)).toEqual([
      { code: 'machine-starved', detail: 'CPUs of sink were throttled 12 times: too hot' },
    ]);
  });
});
