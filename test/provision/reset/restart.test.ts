import { describe, expect, it } from 'vitest';
import type { Tenure } from '../../../src/host/command/tenure.js';
import { ConnectionLost } from '../../../src/host/errors.js';
import { Unreachable } from '../../../src/host/connection-errors.js';
import type { LockedHost } from '../../../src/host/locked-host.js';
import { ReconnectingHost } from '../../../src/host/reconnecting-host.js';
import { seconds } from '../../../src/model/units.js';
import { restarted } from '../../../src/provision/reset/restart.js';

const lost = () => new ConnectionLost('dut', ['id', '-u'], new Error('reset'));

/** A connection on which the kernel has this boot ID. */
const connection = (boot: string): LockedHost => ({
  name: 'dut',
  tenure: boot as Tenure,
  in: () => connection(boot),
  run: (argv) => Promise.resolve({ argv, exitCode: 0, stdout: `${boot}\n`, stderr: '' }),
  attempt: () => Promise.reject(new Error('not used')),
  withLineProtocol: () => Promise.reject(new Error('not used')),
  upload: () => Promise.reject(new Error('not used')),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

/** A host with connections in turn; an error is that of connecting. */
const opening = async (attempts: readonly (LockedHost | Error)[]): Promise<ReconnectingHost> => {
  let next = 0;
  const open = (): Promise<LockedHost> => {
    const attempt = attempts[next];
    next += 1;
    if (attempt === undefined) throw new Error('one connection too many');
    return attempt instanceof Error ? Promise.reject(attempt) : Promise.resolve(attempt);
  };
  return new ReconnectingHost(await open(), open);
};

describe('restarted', () => {
  const { signal } = new AbortController();
  const restart = () => Promise.resolve();

  it('retries until the machine has rebooted, even if it goes down while connecting', async () => {
    const host = await opening([
      connection('first'),
      connection('first'),
      lost(),
      connection('second'),
    ]);
    await restarted(host, restart, signal);
    expect((await host.run(['cat', '/proc/sys/kernel/random/boot_id'])).stdout).toBe('second\n');
  });

  it('fails if it does not come back', async () => {
    const away = new Unreachable('dut', '192.0.2.1:22', seconds(600), 'refused');
    const host = await opening([connection('first'), away]);
    await expect(restarted(host, restart, signal)).rejects.toBe(away);
  });
});
