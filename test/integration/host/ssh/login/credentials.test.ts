import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CommandLogEntry } from '../../../../../src/host/open.js';
import { openAsRoot } from '../../../../../src/host/open.js';
import { sshdProblem, startSshd } from '../../sshd.js';

vi.setConfig({ testTimeout: 60_000 });

const skipped = (await sshdProblem()) !== undefined;
const PASSPHRASE = 'correct horse battery';
const ENVIRONMENT = 'value-of-the-environment';

describe.skipIf(skipped)('what is logged, or said in an error,', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('has no key, passphrase or environment in it', async () => {
    await using machine = await startSshd();
    const { folder, userKey } = machine;
    const locked = await folder.key('locked-key');
    await execa('ssh-keygen', ['-q', '-p', '-N', PASSPHRASE, '-f', locked]);
    vi.stubEnv('VRBENCH_SECRET', ENVIRONMENT);
    const entries: CommandLogEntry[] = [];
    const options = {
      configFile: await folder.file('config', 'IdentityAgent none\n'),
      log: (entry: CommandLogEntry) => entries.push(entry),
    };
    const host = await openAsRoot('dut', machine.connection, options);
    await host.upload([{ path: folder.path('uploaded'), content: ENVIRONMENT }]);
    const attempts = await Promise.allSettled([
      host.run(['sh', '-c', 'exit 3'], { stdin: ENVIRONMENT }),
      openAsRoot('dut', { ...machine.connection, identityFile: locked }, options),
      openAsRoot('dut', { ...machine.connection, identityFile: machine.hostKey }, options),
    ]);
    const said = attempts.map((attempt) =>
      attempt.status === 'rejected'
        ? `${String(attempt.reason)} ${JSON.stringify(attempt.reason)}`
        : '',
    );
    await host[Symbol.asyncDispose]();
    expect(entries.map(({ argv }) => argv[0])).toEqual(['id', 'sh', 'sh']);
    expect(said.every((text) => text !== '')).toBe(true);
    const everything = [JSON.stringify(entries), ...said].join('\n');
    const keys = await Promise.all([userKey, locked].map((file) => readFile(file, 'utf8')));
    const keyLines = keys.flatMap((key) => key.split('\n')).filter((line) => line !== '');
    for (const secret of [PASSPHRASE, ENVIRONMENT, ...keyLines]) {
      expect(everything).not.toContain(secret);
    }
  });
});
