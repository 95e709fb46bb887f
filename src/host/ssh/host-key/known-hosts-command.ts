import { inSeconds } from '../../../model/units.js';
import { HostKeyRejected } from '../../connection-errors.js';
import { fingerprint, foundIn, parseFound, type HostKey, type KnownKeys } from './known-hosts.js';
import { PROGRAM_LIMIT, runProgram, type ProgramEnd } from '../local-program.js';
import type { SshTarget } from '../settings/target.js';
import { withTemporaryFile } from './temporary-file.js';
import { expandTokens } from '../settings/expand.js';

/** Splits a command like OpenSSH, without a shell: at blanks, except within quotes. */
export const splitCommand = (command: string): string[] =>
  [...command.matchAll(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replaceAll(
      /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(["'\\ ])/g,
      (_, double?: string, single?: string, plain?: string) =>
        plain ?? (double ?? single ?? '').replaceAll(/\\(["'\\])/g, '$1'),
    ),
  );

/** The reason for running the command: to prefer keys, or to verify a presented key. */
type Question =
  { readonly reason: 'ORDER' } | { readonly reason: 'HOSTNAME'; readonly key: HostKey };

/**
 * The keys that KnownHostsCommand prints for a machine (ssh_config(5)).
 * @throws HostKeyRejected if the command fails
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
  const end = await runProgram([program, ...words]);
  if (end.state === 'exited' && end.exitCode === 0) return keysIn(end.stdout, hostKeyName);
  throw new HostKeyRejected(
    machine,
    hostKeyName,
    `KnownHostsCommand failed: ${howItFailed(end, program)}`,
    'correct KnownHostsCommand in the SSH configuration, or name a knownHosts file in the testbed',
  );
};

const howItFailed = (end: ProgramEnd, program: string): string => {
  switch (end.state) {
    case 'exited':
      return end.stderr.trim() || `exit code ${end.exitCode}`;
    case 'not-found':
      return `${program} is not on this computer`;
    case 'timed-out':
      return `it did not exit within ${inSeconds(PROGRAM_LIMIT)} s`;
    case 'aborted':
      return 'interrupted';
  }
};

/** The keys of a machine among known_hosts lines for any machine. */
const keysIn = (lines: string, hostKeyName: string): Promise<KnownKeys> =>
  withTemporaryFile(`${lines}\n`, async (file) => parseFound(await foundIn(file, hostKeyName)));
