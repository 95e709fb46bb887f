import { describe, expect, it, vi } from 'vitest';
import { openAsRoot } from '../../../../src/host/open.js';
import { LOCK_FILE } from '../../../../src/host/command/tenure.js';
import {
  MachineLocked,
  newLocker,
  takeLock,
} from '../../../../src/provision/lock/machine-lock.js';
import { sshdProblem, startSshd, type SshdMachine } from '../../host/sshd.js';
import { lock } from './locking.js';

vi.setConfig({ testTimeout: 120_000 });

const skipped = (await sshdProblem()) !== undefined;

const open = async (machine: SshdMachine) => {
  const configFile = await machine.folder.file('no-config', '');
  return openAsRoot('dut', machine.connection, { configFile });
};
const run = (name: string) => newLocker({ doing: 'run', run: name });
const lockFile = (machine: SshdMachine) => machine.run(`cat ${LOCK_FILE} 2>/dev/null || echo none`);

describe.skipIf(skipped)('a lock', () => {
  it('is one controller\'s, who is named to the others, and leaves nothing', async () => {
    await using machine = await startSshd();
    await using first = await open(machine);
    await using second = await open(machine);
    {
      await using held = await lock(first, run('run-1'));
      await held.run(['true']);
      const refused = takeLock(second, run('run-2'));
      await expect(refused).rejects.toBeInstanceOf(MachineLocked);
      await expect(refused).rejects.toThrow(/locked by \S+@\S+ \(process \d+\): run run-1, since /);
    }
    expect(await lockFile(machine)).toBe('none');
    const next = await takeLock(second, run('run-2'));
    await next.release();
    expect(await lockFile(machine)).toBe('none');
  });
});
