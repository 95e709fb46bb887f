import { describe, expect, it } from 'vitest';
import { labProcessorsOf } from '../../../../src/lab/processors/lab-processors.js';
import { sampleProcessors } from '../../../../src/lab/processors/sample.js';

describe('sampleProcessors', () => {
  it("reads the time of a process's main thread, and of this computer's processors", async () => {
    const machines = [
      { name: 'dut', pid: process.pid },
      { name: 'sink', pid: process.pid },
    ];
    const before = await sampleProcessors(machines, ['dut']);
    expect(before.threads.map(({ machine, thread }) => [machine, thread])).toEqual([
      ['dut', 'main loop'],
    ]);
    const after = await sampleProcessors(machines, ['dut']);
    expect(after.lab).toBeGreaterThanOrEqual(before.lab);
    const { starved = NaN, duration = NaN } = labProcessorsOf([before, after]) ?? {};
    expect(starved).toBeGreaterThanOrEqual(0);
    expect(starved).toBeLessThanOrEqual(1);
    expect(duration).toBe(after.at - before.at);
  });

  it('fails where the machine has gone', async () => {
    await expect(sampleProcessors([{ name: 'dut', pid: 2 ** 22 + 1 }], ['dut'])).rejects.toThrow();
  });
});
