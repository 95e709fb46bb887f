import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openAsRoot } from '../../../src/host/open.js';
import { vrbench } from '../../cli/vrbench.js';
import { sshdProblem, startSshd } from '../host/sshd.js';

vi.setConfig({ testTimeout: 120_000 });

const FOLDER = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = await readFile(`${FOLDER}docs/security.md`, 'utf8');

const skipped = (await sshdProblem()) !== undefined;

/** The programs that the page lists for a role. */
const listed = (role: string): readonly string[] => {
  const row = PAGE.split('\n').find((line) => line.startsWith(`| ${role} `)) ?? '';
  return [...row.matchAll(/`([a-z0-9]+)`/g)].map(([, program = '']) => program);
};

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

/** The program of a command, within whichever namespace. */
const programOf = (argv: readonly string[]): string =>
  (argv[0] === 'ip' && argv[1] === 'netns' && argv[2] === 'exec' ? argv[4] : argv[0]) ?? '';

describe('docs/security.md', () => {
  it('lists the programs that change the machines of each role, in plans', async () => {
    let steps = 0;
    for (const playbook of ['case-1', 'overload', 'virtual-lab']) {
      const { stdout } = await vrbench(['plan', '-t', 'virtual-lab', playbook, '--json']);
      for (const { machine, commands } of stepsOf(JSON.parse(stdout))) {
        steps += 1;
        const programs = commands.map(({ argv }) => programOf(argv));
        // Machines of the lab are called as their roles.
        expect(listed(machine), `${playbook}: ${programs.join(' ')}`).toEqual(
          expect.arrayContaining(programs),
        );
      }
    }
    expect(steps).toBeGreaterThan(20);
  });

  it.skipIf(skipped).each(['', 'Defaults use_pty\n', 'Defaults log_output\n'])(
    'has a sudoers file that is enough, also after %j',
    async (others) => {
      const [, sudoers = ''] = /```sudoers\n([^`]+)```/.exec(PAGE) ?? [];
      await using machine = await startSshd({ files: { '/etc/sudoers': others + sudoers } });
      const configFile = await machine.folder.file('no-config', '');
      const connection = { ...machine.connection, user: 'bench', sudo: true };
      await using host = await openAsRoot('dut', connection, { configFile });
      expect((await host.run(['id', '-u'])).stdout).toBe('0\n');
      const path = machine.folder.path('uploaded');
      await host.upload([{ path, content: 'text' }]);
      expect((await host.run(['cat', path])).stdout).toBe('text');
    },
  );
});
