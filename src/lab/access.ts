import type { Argv } from '../model/command.js';
import type { TestbedFile } from '../config/testbed/testbed-file.js';
import { Failure } from '../model/failure.js';
import { labFolder } from './local/folders.js';
import { accessFiles } from './machine/identity.js';
import { machineFiles } from './machine/qemu.js';
import { sendQemuCommands, type QmpCommand } from './machine/qmp.js';
import { cabledTo, planLab } from './plan.js';
import type { LabState } from './state.js';
import { bootedLab, MachineStopped } from './status.js';

/**
 * A machine of a lab, which runs, whether or not the others do.
 * @throws PreconditionFailure when the lab is down; MachineStopped; Failure for an unknown machine
 */
const machineOf = async (name: string, machine: string): Promise<LabState['machines'][number]> => {
  const { state, stopped } = await bootedLab(name);
  const { machines } = state;
  const found = machines.find((candidate) => candidate.name === machine);
  if (found !== undefined && !stopped.some((each) => each.name === machine)) return found;
  if (found !== undefined) throw new MachineStopped(name, machine, found.pid);
  throw new Failure({
    attempted: `looking for machine '${machine}' of lab '${name}'`,
    got: 'no such machine',
    remedy: `name one of: ${machines.map((candidate) => candidate.name).join(', ')}`,
  });
};

/**
 * Switches a machine's power off or on. Off, it is stopped, and the NICs that it is cabled to have no
 * carrier; switched on, it boots from its firmware.
 * @throws PreconditionFailure, MachineStopped, UnbootableLab, Failure
 */
export const labPower = async (file: TestbedFile, machine: string, on: boolean): Promise<void> => {
  const { name } = file;
  await machineOf(name, machine);
  const send = (to: string, commands: readonly QmpCommand[]): Promise<void> =>
    sendQemuCommands(to, machineFiles(labFolder(name), to).control, commands);
  await send(
    machine,
    on ? [{ execute: 'system_reset' }, { execute: 'cont' }] : [{ execute: 'stop' }],
  );
  const { stopped } = await bootedLab(name);
  for (const [neighbour, ports] of cabledTo(planLab(file), machine)) {
    if (stopped.some((each) => each.name === neighbour)) continue;
    const carriers = ports.map((port): QmpCommand => ({
      execute: 'set_link',
      arguments: { name: port, up: on },
    }));
    await send(neighbour, carriers);
  }
};

/** The ssh command for a machine of a running lab. @throws PreconditionFailure, MachineStopped, Failure */
export const labSshCommand = async (name: string, machine: string): Promise<Argv> => {
  const { sshPort } = await machineOf(name, machine);
  const access = accessFiles(labFolder(name));
  const options = [
    `UserKnownHostsFile="${access.knownHosts}"`,
    'GlobalKnownHostsFile=none',
    'IdentitiesOnly=yes',
    'StrictHostKeyChecking=yes',
    'LogLevel=ERROR',
    'ConnectTimeout=20',
  ].flatMap((option) => ['-o', option]);
  // Without the user's configuration, which may have settings for 127.0.0.1.
  const login = ['-F', 'none', '-i', access.privateKey, '-p', String(sshPort), 'root@127.0.0.1'];
  return ['ssh', ...options, ...login];
};
