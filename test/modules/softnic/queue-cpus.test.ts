import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import {
  parseQueueCpus,
  readQueueCpus,
  setQueueCpus,
} from '../../../src/modules/softnic/queue-cpus.js';

const TEXT =
  '==> /sys/class/net/dut0/softnic/cpu <==\n1,0\n\n==> /sys/class/net/dut1/softnic/cpu <==\n1\n';

describe("the CPUs of a software port's queues", () => {
  it('are in the order of the queues', () => {
    expect(readQueueCpus(['dut0'])).toContain('/sys/class/net/dut0/softnic/cpu');
    expect(parseQueueCpus(['dut0', 'dut1'], TEXT)).toEqual([
      { interface: 'dut0', cpus: [1, 0] },
      { interface: 'dut1', cpus: [1] },
    ]);
  });

  it('are missing if a port is not a software port', () => {
    expect(() => parseQueueCpus(['dut2'], TEXT, 'all')).toThrow(ParseFailure);
  });

  it('are set in that form', () => {
    expect(setQueueCpus([{ interface: 'dut0', cpus: [1, 0] }]).stdin).toBe('dut0 1,0\n');
  });
});
