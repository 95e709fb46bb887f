import { describe, expect, it } from 'vitest';
import { machineCommand, type DeterministicMachine } from '../../../src/lab/job/machine.js';

const machine: DeterministicMachine = {
  image: { key: 'k', kernel: '/cache/vmlinuz', initrd: '/cache/initrd', rootfs: '/a,b/rootfs' },
  rootfs: { path: '/a,b/rootfs', size: 1536 * 2 ** 20 },
  job: { path: '/cache/jobs/job.1/job.tar', size: 16 * 2 ** 20 },
  memory: 512,
  folder: '/cache/jobs/job.1',
  qemuOptions: [],
};
const command = machineCommand(machine);
const valuesOf = (option: string, argv: readonly string[] = command) =>
  argv.filter((_, index) => argv[index - 1] === option);

describe('machineCommand', () => {
  it('has one CPU whose time is counted in instructions', () => {
    expect(valuesOf('-smp')).toEqual(['1']);
    expect(valuesOf('-icount')).toEqual(['shift=0,sleep=off,rr=record,rrfile=/dev/null']);
    expect(valuesOf('-accel')).toEqual(['tcg,thread=single']);
  });

  it('does not depend on this computer', () => {
    expect(valuesOf('-rtc')).toEqual(['base=2020-01-01,clock=vm']);
    expect(valuesOf('-cpu')).toEqual(['max,-rdrand,-rdseed']);
    expect(valuesOf('-seed')).toEqual(['1']);
    expect(command.filter((word) => /netdev|virtio|^-drive$|^-nic$/.test(word))).toEqual([]);
  });

  it('reads its disks as memory, and writes to neither', () => {
    expect(valuesOf('-object')).toEqual([
      'memory-backend-file,id=rootfs,mem-path=/a,,b/rootfs,size=1610612736,share=off,readonly=on',
      'memory-backend-file,id=job,mem-path=/cache/jobs/job.1/job.tar,size=16777216,share=off,readonly=on',
    ]);
    expect(valuesOf('-device')).toEqual([
      'nvdimm,memdev=rootfs,unarmed=on',
      'nvdimm,memdev=job,unarmed=on',
    ]);
  });

  it('has a console, then a port for results', () => {
    expect(valuesOf('-serial')).toEqual([
      'file:/cache/jobs/job.1/console.log',
      'file:/cache/jobs/job.1/results',
    ]);
  });

  it('takes further options for instrumentation', () => {
    const argv = machineCommand({ ...machine, qemuOptions: ['-plugin', '/x/counter.so'] });
    expect(valuesOf('-plugin', argv)).toEqual(['/x/counter.so']);
  });
});
