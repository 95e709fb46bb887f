import { describe, expect, it } from 'vitest';
import { JobFailed, MachineNotStarted } from '../../../src/lab/job/failures.js';

const job = {
  name: 'dut',
  memory: 256,
  commands: [{ argv: ['uname'] }, { argv: ['date'] }],
} as const;

describe('JobFailed', () => {
  it('says how far the job got, and shows the console from the crash on', () => {
    const trace = Array.from({ length: 30 }, (_, frame) => `frame ${frame}`);
    const console = ['booting', 'Kernel panic - not syncing', ...trace].join('\n');
    const { message } = new JobFailed(job, { ran: 1, got: 'its results end early', console });
    expect(message).toMatch(
      /on dut: its results end early; 1 of 2 commands completed, then: date; console:\nKernel panic/,
    );
    expect(message).not.toContain('booting');
    expect(message).not.toContain('frame 20');
  });

  it('shows the end of a console without a crash, and says when it is empty', () => {
    const lines = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    expect(new JobFailed(job, { ran: 2, got: 'x', console: lines }).message).toMatch(
      /2 of 2 commands completed; console:\nline 18\n[^]*line 29$/,
    );
    expect(new JobFailed(job, { ran: 0, got: 'x', console: '' }).message).toMatch(
      /the console is empty$/,
    );
  });
});

describe('MachineNotStarted', () => {
  it.each([
    ['invalid accelerator tcg', 'use a QEMU with TCG,'],
    ['-plugin: invalid option', 'use a QEMU with TCG plugins,'],
    ["'nvdimm' is not a valid device model name: not found", 'install QEMU 7 or newer'],
  ])('has a remedy for: %s', (log, remedy) => {
    expect(new MachineNotStarted(job, log, undefined).facts.remedy).toContain(remedy);
  });

  it('says so if QEMU printed nothing', () => {
    const { facts } = new MachineNotStarted(job, '', undefined);
    expect(facts.got).toBe('QEMU exited with no output');
    expect(facts.remedy).toBeUndefined();
  });
});
