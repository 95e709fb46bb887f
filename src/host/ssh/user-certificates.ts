import { access } from 'node:fs/promises';
import { execa } from 'execa';
import type { SshTarget } from './config.js';

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The certificates in an agent, by their comments. */
const inAgent = async (agent: string | undefined): Promise<readonly string[]> => {
  if (agent === undefined) return [];
  const listed = await execa('ssh-add', ['-L'], {
    env: { SSH_AUTH_SOCK: agent },
    timeout: 5_000,
    reject: false,
  });
  return listed.stdout
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([type]) => type?.endsWith('-cert-v01@openssh.com') === true)
    .map(
      ([type = '', , ...comment]) => `certificate ${comment.join(' ') || type} of the ssh agent`,
    );
};

/** The user certificates that OpenSSH would have logged in with, and the SSH library cannot. */
export const unusedCertificates = async ({
  certificates,
  agent,
}: Pick<SshTarget, 'certificates' | 'agent'>): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const file of new Set(certificates)) {
    if (await exists(file)) files.push(`certificate ${file}`);
  }
  return [...files, ...(await inAgent(agent))];
};
