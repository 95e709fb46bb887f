import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** A temporary folder, removed at the end. */
export interface Folder extends AsyncDisposable {
  path(name: string): string;
  /** Writes a file and returns its path. */
  file(name: string, text: string): Promise<string>;
  /** Generates a key pair and returns the private key's path; the public one ends in .pub. */
  key(name: string, type?: 'ed25519' | 'rsa' | 'ecdsa'): Promise<string>;
}

export const temporaryFolder = async (): Promise<Folder> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-host-'));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    file: async (name, text) => {
      await writeFile(path(name), text, { mode: 0o600 });
      return path(name);
    },
    key: async (name, type = 'ed25519') => {
      await execa('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', name, '-f', path(name)]);
      return path(name);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

/** A line of known_hosts for a server on 127.0.0.1. */
export const knownLine = async (port: number, privateKey: string): Promise<string> =>
  `[127.0.0.1]:${port} ${await readFile(`${privateKey}.pub`, 'utf8')}`;
