import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settleAll } from '../../model/concurrency/settle-all.js';
import { runLocally } from '../local/command.js';
import type { LabPlan } from '../plan.js';
import { machineFiles } from './qemu.js';
import type { LabSockets } from './sockets.js';
import { writeTar } from '../local/tar.js';

/** The files in a lab's folder that are needed to connect to its machines. */
export const accessFiles = (folder: string) => ({
  privateKey: join(folder, 'id_ed25519'),
  knownHosts: join(folder, 'known_hosts'),
});

const generateKey = async (path: string, comment: string, signal: AbortSignal): Promise<string> => {
  const argv = ['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', path];
  await runLocally(['ssh-keygen', ...argv], { attempted: `generating the key ${path}`, signal });
  return readFile(`${path}.pub`, 'utf8');
};

/**
 * Generates a lab's keys, and for each machine the disk that gives it its identity: host name, host
 * key and authorized key.
 * @returns the public host key of each machine
 * @throws Failure, Interrupted
 */
export const createIdentities = async (
  plan: LabPlan,
  folder: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const clientKey = await generateKey(
    accessFiles(folder).privateKey,
    `vrbench ${plan.name}`,
    signal,
  );
  const identities = plan.machines.map(async ({ name }) => {
    const path = join(folder, `${name}.host_ed25519`);
    const hostKey = await generateKey(path, name, signal);
    const files = [
      { path: 'etc/hostname', mode: 0o644, text: `${name}\n` },
      { path: 'etc/ssh/authorized_keys', mode: 0o600, text: clientKey },
      { path: 'etc/ssh/ssh_host_ed25519_key', mode: 0o600, text: await readFile(path, 'utf8') },
    ];
    await writeTar(machineFiles(folder, name).identity, files, signal);
    return [name, hostKey] as const;
  });
  return new Map(await settleAll(identities));
};

/** A known_hosts line with the type and key of a public key file, without its comment. */
export const knownHostsLine = (sshPort: number, publicKey: string): string => {
  const [type = '', key = ''] = publicKey.trim().split(' ');
  return `[127.0.0.1]:${sshPort} ${type} ${key}\n`;
};

/** Writes the known_hosts file of a lab with these ssh ports. */
export const writeKnownHosts = async (
  folder: string,
  hostKeys: ReadonlyMap<string, string>,
  sockets: LabSockets,
): Promise<void> => {
  const lines = [...sockets.ssh].map(([machine, port]) =>
    knownHostsLine(port, hostKeys.get(machine) ?? ''),
  );
  await writeFile(accessFiles(folder).knownHosts, lines.join(''));
};
