import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { phc2sys } from '../../../src/provision/clocks/phc2sys.js';
import { ptp4l } from '../../../src/provision/clocks/ptp4l.js';
import { scriptedHost } from '../kernel-module/scripted-host.js';

const STEPS = [
  [
    'ptp4l',
    ptp4l({ interface: 'eno2', side: 'client', stamping: 'software', transport: 'ethernet' }),
    'ptp4l -f /run/vrbench-ptp4l/config -i eno2',
  ],
  [
    'phc2sys',
    phc2sys({ interface: 'eno2', side: 'server' }),
    'phc2sys -f /run/vrbench-phc2sys/config -s CLOCK_REALTIME -c eno2 -O 0',
  ],
] as const;

describe.each(STEPS)('%s', (program, step, argv) => {
  const absent = [/^test -e/, { exitCode: 1 }] as const;

  it('is started with a separate configuration', () => {
    const [command, ...others] = step.describe();
    expect(others).toEqual([]);
    expect(command?.argv.join(' ')).toMatch(new RegExp(`VRBENCH_LOCK ${argv}$`));
    expect(command?.stdin).toMatch(/^\[global\]\n/);
  });

  it('is not started over one that another run has left', async () => {
    expect(await step.read(scriptedHost([absent]))).toBeNull();
    const refused = step.read(scriptedHost([]));
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(`/run/vrbench-${program} already exists`);
  });

  it('is reported as running if it cannot be stopped', async () => {
    const stuck = scriptedHost([[/^sh -c/, { exitCode: 1, stderr: 'still running: 77\n' }]]);
    await expect(step.undo(stuck, null)).rejects.toThrow(/still running: 77/);
  });
});
