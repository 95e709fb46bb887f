import { access } from 'node:fs/promises';
import { seconds } from '../../../model/units.js';
import { runProgram } from '../local-program.js';
import type { SshTarget } from '../settings/target.js';

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The certificates in an agent, by their comments. */
const inAgent = async (agent: string | undefined): Promise<readonly string[]> => {
  if (agent === undefined) return [];
  const listed = await runProgram(['ssh-add', '-L'], {
    environment: { SSH_AUTH_SOCK: agent },
    limit: seconds(5),
  });
  if (listed.state !== 'exited') return [];
  return listed.stdout
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([type]) => type?.endsWith('-cert-v01@openssh.com') === true)
    .map(
      ([type = '', , ...comment]) => `certificate ${comment.join(' ') || type} of the ssh agent`,
    );
};

/** The user certificates that OpenSSH would have used, which the SSH library does not support. */
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
