import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { HostKeyRejected } from '../errors.js';
import { fingerprint, parseFound, type HostKey, type KnownKeys } from './known-hosts.js';
import type { SshTarget } from './config.js';
import { expandTokens } from './expand.js';

/** Splits a command as OpenSSH does, without a shell: at blanks, except within quotes. */
export const splitCommand = (command: string): string[] =>
  [...command.matchAll(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replaceAll(
      /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(["'\\ ])/g,
      (_, double?: string, single?: string, plain?: string) =>
        plain ?? (double ?? single ?? '').replaceAll(/\\(["'\\])/g, '$1'),
    ),
  );

/** What the command is asked for: which keys to prefer, or the keys of a machine that has presented one. */
type Question =
  { readonly reason: 'ORDER' } | { readonly reason: 'HOSTNAME'; readonly key: HostKey };

/**
 * The keys that KnownHostsCommand prints for a machine, by ssh_config(5).
 * @throws HostKeyRejected where the command fails
 */
export const keysByCommand = async (
  machine: string,
  { knownHostsCommand, hostKeyName, tokens }: SshTarget,
  question: Question,
): Promise<KnownKeys> => {
  if (knownHostsCommand === undefined) return { trusted: [], revoked: [], authorities: [] };
  const key = question.reason === 'HOSTNAME' ? question.key : undefined;
  const all = {
    ...tokens,
    I: question.reason,
    H: hostKeyName,
    K: key?.blob.toString('base64') ?? 'NONE',
    f: key === undefined ? 'NONE' : fingerprint(key.blob),
    t: key?.type ?? 'NONE',
  };
  const [program = '', ...words] = splitCommand(knownHostsCommand).map((word) =>
    expandTokens(word, all),
  );
  const printed = await execa(program, words, { reject: false, stdin: 'ignore' });
  if (printed.failed) {
    throw new HostKeyRejected(
      machine,
      hostKeyName,
      `KnownHostsCommand failed: ${printed.stderr || printed.shortMessage}`,
      'correct KnownHostsCommand in the SSH configuration, or name a knownHosts file in the testbed',
    );
  }
  return keysIn(printed.stdout, hostKeyName);
};

/** The keys of a machine among lines of known_hosts, which may be for any: ssh-keygen reads a file. */
const keysIn = async (lines: string, hostKeyName: string): Promise<KnownKeys> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-known-hosts-'));
  try {
    const file = join(folder, 'lines');
    await writeFile(file, `${lines}\n`);
    const found = await execa('ssh-keygen', ['-F', hostKeyName, '-f', file], { reject: false });
    return parseFound(found.stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
};
