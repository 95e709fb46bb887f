import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../../src/model/failure.js';
import { cyclePower } from '../../../src/provision/reset/power.js';
import { recordingHost } from '../recording-host.js';

const commands = { off: ['pdu', '3', 'off'], on: ['pdu', '3', 'on'] } as const;

describe('cyclePower', () => {
  it('restores power when it is interrupted', async () => {
    const here = recordingHost();
    const stop = new AbortController();
    const cycle = cyclePower(commands, stop.signal, () => here);
    stop.abort();
    await expect(cycle).rejects.toThrow(Interrupted);
    expect(here.commands.map(({ argv }) => argv)).toEqual([commands.off, commands.on]);
  });

  it('restores power if it could not be switched off', async () => {
    const here = recordingHost();
    const broken = {
      ...here,
      run: (argv: Parameters<typeof here.run>[0]) =>
        argv.includes('off') ? Promise.reject(new Error('no such outlet')) : here.run(argv),
    };
    const cycle = cyclePower(commands, new AbortController().signal, () => broken);
    await expect(cycle).rejects.toThrow('no such outlet');
    expect(here.commands.map(({ argv }) => argv)).toEqual([commands.on]);
  });
});
