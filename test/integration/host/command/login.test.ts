import { describe, expect, it, vi } from 'vitest';
import type { SshConnection } from '../../../../src/config/testbed/testbed-file.js';
import { CommandNotRun } from '../../../../src/host/errors.js';
import type { Host } from '../../../../src/host/host.js';
import { openAsRoot } from '../../../../src/host/open.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { sshdProblem, startSshd, type SshdMachine } from '../sshd.js';

vi.setConfig({ testTimeout: 60_000 });

const skipped = (await sshdProblem()) !== undefined;

const open = async (machine: SshdMachine, settings: Partial<SshConnection> = {}): Promise<Host> => {
  const configFile = await machine.folder.file('no-config', '');
  return openAsRoot('dut', { ...machine.connection, ...settings }, { configFile });
};

describe.skipIf(skipped)('a login', () => {
  it.each(['/bin/sh', '/bin/bash', '/usr/bin/fish', '/usr/bin/tcsh', '/usr/bin/bsd-csh'])(
    'with the shell %s passes every argument exactly',
    async (shell) => {
      await using machine = await startSshd({ shell });
      await using host = await open(machine);
      const words = [
        `it's "so" \\ \\\\ \\' !x $HOME \`id\` %d`,
        'a\nb\n',
        'größe 測試',
        '',
        '~',
        '*',
      ];
      const long = 'x!\n'.repeat(5_000);
      const { stdout } = await host.run(['printf', '%s\\0', ...words, long]);
      expect(stdout.split('\0')).toEqual([...words, long, '']);
      expect((await host.run(['cat'], { stdin: 'in!\n' })).stdout).toBe('in!\n');
      expect(await host.attempt(['sh', '-c', 'exit 3'])).toMatchObject({ exitCode: 3, stderr: '' });
    },
  );

  it.each([
    [
      'a command in authorized_keys',
      { keyOptions: 'command="echo Hello, $USER; sleep 1"' },
      'Hello, root',
    ],
    ['a command that fails', { keyOptions: 'command="echo Go away >&2; exit 1"' }, 'Go away'],
    [
      'a command that repeats the one asked for',
      { keyOptions: 'command="echo $SSH_ORIGINAL_COMMAND"' },
      'exec timeout',
    ],
    ['ForceCommand', { config: ['ForceCommand echo Forced'] }, 'Forced'],
    ['nologin', { shell: '/usr/sbin/nologin' }, 'This account is currently not available.'],
    ['false', { shell: '/bin/false' }, 'nothing'],
    [
      'another shell in .bashrc',
      { shell: '/bin/bash', home: { '.bashrc': 'echo before; exec fish\n' } },
      'before',
    ],
  ])('with %s has run nothing, and what was printed is quoted', async (_what, options, printed) => {
    await using machine = await startSshd(options);
    const opening = open(machine);
    await expect(opening).rejects.toBeInstanceOf(CommandNotRun);
    await expect(opening).rejects.toThrow(
      `running id -u on dut: it did not run; printed in its place: `,
    );
    await expect(opening).rejects.toThrow(printed);
  });

  it('whose start-up files and sudo print things runs commands whose output is their own', async () => {
    const home = { '.bashrc': 'echo Welcome; echo "bash: warning: setlocale: LC_ALL" >&2\n' };
    const files = {
      '/etc/sudoers': 'root ALL=(ALL) ALL\nbench ALL=(root) NOPASSWD: ALL\n',
      // So that sudo cannot resolve this computer's name.
      '/etc/hosts': '127.0.0.1 localhost\n',
      '/etc/nsswitch.conf': 'passwd: files\nhosts: files\n',
    };
    const prepare = 'hostname';
    await using machine = await startSshd({ shell: '/bin/bash', home, files, prepare });
    await using host = await open(machine, { user: 'bench', sudo: true });
    const output = await host.attempt(['sh', '-c', 'id -u; echo own >&2; exit 3']);
    expect(output).toMatchObject({ exitCode: 3, stdout: '0\n', stderr: 'own\n' });
  });

  const SUDO = {
    'a password': ['bench ALL=(root) ALL', 'bench ALL=(root) NOPASSWD: /bin/sh'],
    'a terminal': [
      'Defaults requiretty\nbench ALL=(root) NOPASSWD: ALL',
      'Defaults:bench !requiretty',
    ],
    'an entry': ['root ALL=(ALL) ALL', 'bench ALL=(root) NOPASSWD: /bin/sh'],
    'leave for another command': [
      'bench ALL=(root) NOPASSWD: /usr/bin/id',
      'bench ALL=(root) NOPASSWD: /bin/sh',
    ],
    'leave, though no password': [
      'Defaults !authenticate\nbench ALL=(root) /usr/bin/id',
      'bench ALL=(root) NOPASSWD: /bin/sh',
    ],
  } as const;
  it.each(Object.entries(SUDO))(
    'for which sudo wants %s is a precondition that names the line of sudoers',
    async (_what, [sudoers, line]) => {
      await using machine = await startSshd({ files: { '/etc/sudoers': `${sudoers}\n` } });
      const opening = open(machine, { user: 'bench', sudo: true });
      await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
      await expect(opening).rejects.toThrow(`enter the line: ${line}`);
      await expect(opening).rejects.toThrow(/printed in its place: .*(sudo|bench)/i);
    },
  );

  it('that is not root is refused', async () => {
    await using machine = await startSshd();
    const opening = open(machine, { user: 'bench' });
    await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(opening).rejects.toThrow(/they run as user 4711[^]*sudo: true/);
  });
});
