import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { DeadlineExceeded } from '../../../src/host/errors.js';
import { openAsRoot } from '../../../src/host/open.js';
import { milliseconds } from '../../../src/model/units.js';
import { vrbench } from '../../cli/vrbench.js';
import { sshdProblem, startSshd } from '../host/sshd.js';
import { listedFor, programOf, SUDOERS } from './security-page.js';

vi.setConfig({ testTimeout: 120_000 });

const skipped = (await sshdProblem()) !== undefined;

const commandSchema = z.looseObject({
  machine: z.string(),
  commands: z.array(z.looseObject({ argv: z.array(z.string()) })),
});

/** The steps of a plan, wherever they are in it. */
const stepsOf = (plan: unknown): readonly z.output<typeof commandSchema>[] => {
  if (typeof plan !== 'object' || plan === null) return [];
  const step = commandSchema.safeParse(plan);
  return step.success ? [step.data] : Object.values(plan).flatMap(stepsOf);
};

describe('docs/security.md', () => {
  it('lists the programs that change the machines of each role, in plans', async () => {
    let steps = 0;
    for (const playbook of ['case-1', 'overload', 'virtual-lab']) {
      const { stdout } = await vrbench(['plan', '-t', 'virtual-lab', playbook, '--json']);
      for (const { machine, commands } of stepsOf(JSON.parse(stdout))) {
        steps += 1;
        const programs = commands.map(({ argv }) => programOf(argv));
        // Machines of the lab are called as their roles.
        expect(listedFor(machine), `${playbook}: ${programs.join(' ')}`).toEqual(
          expect.arrayContaining(programs),
        );
      }
    }
    expect(steps).toBeGreaterThan(20);
  });

  it
    .skipIf(skipped)
    .each([
      ...['', 'Defaults use_pty\n', 'Defaults log_output\n'],
      'Defaults secure_path="/usr/bin:/bin"\n',
    ])('has a sudoers file that is enough, also after %j', async (others) => {
    const files = { '/etc/sudoers': others + SUDOERS };
    await using machine = await startSshd({ files });
    const configFile = await machine.folder.file('no-config', '');
    const connection = { ...machine.connection, user: 'bench', sudo: true };
    await using host = await openAsRoot('dut', connection, { configFile });
    expect((await host.run(['id', '-u'])).stdout).toBe('0\n');
    const path = machine.folder.path('uploaded');
    await host.upload([{ path, content: 'text' }]);
    expect((await host.run(['cat', path])).stdout).toBe('text');
    // In sbin on the distributions that tell it from bin.
    expect((await host.run(['sh', '-c', 'command -v ip'])).stdout).toMatch(/\/ip\n$/);
  });

  it.skipIf(skipped)('has a sudoers file that allows what is sent, and no more', async () => {
    // Written to by sudo, as root, for each command that it ran or refused.
    const log = 'Defaults logfile=/run/sudo.log, loglinelen=0\n';
    await using machine = await startSshd({ files: { '/etc/sudoers': log + SUDOERS } });
    const configFile = await machine.folder.file('no-config', '');
    const connection = { ...machine.connection, user: 'bench', sudo: true };
    await using host = await openAsRoot('dut', connection, { configFile });
    await host.in('none').attempt(['ip', 'link']);
    await host.upload([{ path: machine.folder.path('uploaded'), content: 'text' }]);
    await host.withLineProtocol(['cat'], (ask) => ask('line'));
    const slow = host.run(['sleep', '600'], { deadline: milliseconds(200) });
    await expect(slow).rejects.toBeInstanceOf(DeadlineExceeded);
    const sent = (await machine.run('cat /run/sudo.log'))
      .split('\n')
      .flatMap((line) => /COMMAND=(\S+)/.exec(line)?.[1] ?? []);
    expect(sent.length).toBeGreaterThan(4);
    const allowed = SUDOERS.trim()
      .replace(/^bench ALL=\(root\) NOPASSWD: /, '')
      .split(', ');
    expect(new Set(sent.map((path) => path.replace(/^\/usr/, '')))).toEqual(new Set(allowed));
  });
});
