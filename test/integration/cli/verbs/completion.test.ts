import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { vrbench } from '../../../cli/vrbench.js';

vi.setConfig({ hookTimeout: 180_000 });

const ZSH_OFFERS = fileURLToPath(new URL('zsh-offers.zsh', import.meta.url));

/** Has bash complete the words of $2...; the last one is being typed. */
const BASH_OFFERS = `
source "$1"
shift
[[ $(complete -p vrbench) == 'complete -F _vrbench vrbench' ]] || exit 1
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_vrbench
printf '%s\\n' "\${COMPREPLY[@]}"
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-completion-'));
  await mkdir(join(folder, 'results', '20260131T101500Z-quickstart'), { recursive: true });
  await writeFile(join(folder, 'mine.yaml'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await vrbench(['completion', shell]);
    await writeFile(join(folder, shell), stdout);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** What each shell offers for words, of which the last one is being typed. */
const OFFERS: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => ['bash', '--norc', '-c', BASH_OFFERS, 'bash', join(folder, 'bash'), ...words],
  zsh: (words) => ['zsh', '-f', ZSH_OFFERS, join(folder, 'zsh'), words.join(' ')],
  fish: (words) => [
    ...['fish', '--no-config', '-c', 'source $argv[1]; complete -C $argv[2]'],
    ...[join(folder, 'fish'), words.join(' ')],
  ],
};

const offered = async (shell: string, words: readonly string[]): Promise<readonly string[]> => {
  const [program = '', ...argv] = OFFERS[shell]?.(words) ?? [];
  const { stdout } = await execa(program, argv, { cwd: folder });
  // fish adds a description, and a slash to folders.
  const lines = stdout.split('\n').map((line) => line.split('\t', 1).join('').trim());
  return [...new Set(lines.map((line) => line.replace(/\/$/, '')).filter((line) => line !== ''))];
};

describe.each(Object.keys(OFFERS))('%s', (shell) => {
  it.each([
    ['verbs', ['vrbench', ''], ['run', 'lab', 'completion'], ['up', 'case-1']],
    ['verbs of a verb', ['vrbench', 'lab', ''], ['up', 'power'], ['run']],
    ['options', ['vrbench', 'run', '--'], ['--testbed', '--simulate', '--help'], ['--three']],
    ['shipped testbeds', ['vrbench', 'run', '-t', 'three'], ['three-machine'], ['case-1']],
    ['own files', ['vrbench', 'plan', '-t', 'mi'], ['mine.yaml'], ['results']],
    ['shipped playbooks', ['vrbench', 'run', 'paper/i'], ['paper/isolation'], ['paper/case-1']],
    ['more of them', ['vrbench', 'run', 'case-1', 'quic'], ['quickstart'], ['case-2']],
    ['choices', ['vrbench', 'schema', 't'], ['testbed', 'trial'], ['run']],
    ['choices by place', ['vrbench', 'lab', 'power', 'dut', 'o'], ['off', 'on'], ['up']],
    ['runs', ['vrbench', 'claims', 'results/'], ['20260131T101500Z-quickstart'], ['case-1']],
    ['folders', ['vrbench', 'run', '-r', 're'], ['results'], ['mine.yaml']],
  ])('offers %s', async (_, words, some, others) => {
    const found = await offered(shell, words);
    const names = found.map((each) => each.replace(/^results\/(?=.)/, ''));
    expect(names).toEqual(expect.arrayContaining(some));
    expect(names.filter((name) => others.includes(name))).toEqual([]);
  });
});

describe('bash', () => {
  it('offers values that follow an equals sign, which it takes for a word', async () => {
    const words = ['vrbench', 'plan', '--testbed', '=', 'three'];
    expect(await offered('bash', words)).toEqual(['three-machine', 'three-machine-one-port']);
  });

  it('is given a program that shellcheck has no remarks on', async () => {
    const { stdout } = await execa('shellcheck', ['--shell=bash', '--', join(folder, 'bash')]);
    expect(stdout).toBe('');
  });
});
