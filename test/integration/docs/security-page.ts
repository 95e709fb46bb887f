import { readFile } from 'node:fs/promises';

const PAGE = await readFile(new URL('../../../docs/security.md', import.meta.url), 'utf8');

/** The sudoers file of docs/security.md. */
export const SUDOERS: string = /```sudoers\n([^`]+)```/.exec(PAGE)?.[1] ?? '';

/** The programs that the page lists for a role. */
export const listedFor = (role: string): readonly string[] => {
  const row = PAGE.split('\n').find((line) => line.startsWith(`| ${role} `)) ?? '';
  return [...row.matchAll(/`([a-z0-9]+)`/g)].map(([, program = '']) => program);
};

/** The program of a command, within whichever namespace. */
export const programOf = (argv: readonly string[]): string =>
  (argv[0] === 'ip' && argv[1] === 'netns' && argv[2] === 'exec' ? argv[4] : argv[0]) ?? '';
