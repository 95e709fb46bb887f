import { join } from 'node:path';
import { metalTestbed } from '../config/resolve.js';
import type { Testbed, TestbedFile } from '../config/testbed.js';
import type { Argv } from '../model/command.js';
import { Failure, Interrupted, PreconditionFailure } from '../model/failure.js';
import { bootLab, clearLab, type BootOptions } from './boot.js';
import { sendQemuCommand } from './control.js';
import { accessFiles } from './identity.js';
import { labImage } from './lab-image.js';
import { withLock } from './lock.js';
import { cacheFolder, labFolder } from './places.js';
import { planLab } from './plan.js';
import { labProcesses, runsIn } from './process.js';
import { machineFiles } from './qemu.js';
import { readState, type LabState } from './state.js';

/** A lab's machines, and whether they run. */
export interface LabStatus {
  readonly name: string;
  /** `broken`: some of the machines have ended, or were left behind. */
  readonly state: 'up' | 'down' | 'broken';
  readonly machines: readonly {
    readonly name: string;
    readonly pid: number;
    readonly sshPort: number;
    readonly running: boolean;
  }[];
}

/** Whether and how a lab runs. @throws Failure when its state cannot be read */
export const labStatus = async (name: string): Promise<LabStatus> => {
  const folder = labFolder(name);
  const state = await readState(folder);
  const machines = await Promise.all(
    (state?.machines ?? []).map(async (machine) => ({
      ...machine,
      running: await runsIn(folder, machine.pid),
    })),
  );
  if (state === undefined) {
    const leftBehind = (await labProcesses(folder)).length > 0;
    return { name, state: leftBehind ? 'broken' : 'down', machines };
  }
  return { name, state: machines.every(({ running }) => running) ? 'up' : 'broken', machines };
};

/** The state of a lab that is up. @throws PreconditionFailure when it is not */
const stateOf = async (name: string): Promise<LabState> => {
  const [{ state, machines }, known] = [await labStatus(name), await readState(labFolder(name))];
  if (state === 'up' && known !== undefined) return known;
  const ended = machines.filter(({ running }) => !running).map((machine) => machine.name);
  throw new PreconditionFailure({
    attempted: `using lab '${name}'`,
    got: ended.length === 0 ? 'it is not running' : `not running any more: ${ended.join(', ')}`,
    remedy: state === 'broken' ? 'vrbench lab down, then vrbench lab up' : 'vrbench lab up',
  });
};

/**
 * The testbed of a running lab.
 * @param folder where the testbed file lies
 * @throws PreconditionFailure when the lab is not up, or was booted by another version of the file
 */
export const labTestbed = async (file: TestbedFile, folder: string): Promise<Testbed> => {
  const plan = planLab(file);
  const state = await stateOf(file.name);
  if (state.plan !== JSON.stringify(plan)) {
    throw new PreconditionFailure({
      attempted: `using lab '${file.name}'`,
      got: 'its machines, ports or links are not those of the testbed file any more',
      remedy: 'vrbench lab down, then vrbench lab up',
    });
  }
  const access = accessFiles(labFolder(file.name));
  const machines = state.machines.map(({ name, sshPort }) => {
    const connection = {
      type: 'ssh' as const,
      host: '127.0.0.1',
      port: sshPort,
      user: 'root',
      identityFile: access.privateKey,
      knownHosts: access.knownHosts,
      sudo: false,
    };
    return [name, { ...file.machines[name], connection }] as const;
  });
  const overflow = Object.entries(state.cables).map(
    ([port, localPort]) => [port, { source: 'udp-socket', localPort }] as const,
  );
  const { accelerator, hostCores } = state;
  const testbed = metalTestbed({ ...file, machines: Object.fromEntries(machines) }, folder);
  const nic = file.softwareNic === undefined ? {} : { nic: 'software' as const };
  return {
    ...testbed,
    environment: { kind: 'emulated', accelerator, hostCores, ...nic },
    ringOverflow: Object.fromEntries(overflow),
  };
};

const labLock = (name: string): string => join(cacheFolder(), 'locks', name);

/** Only one process at a time starts or stops a lab. */
const refuseCompany = (name: string) => (): void => {
  throw new PreconditionFailure({
    attempted: `starting or stopping lab '${name}'`,
    got: 'another vrbench is doing that now',
    remedy: 'wait for it, then try again',
  });
};

const raise = async (file: TestbedFile, options: BootOptions): Promise<void> => {
  const plan = planLab(file);
  const folder = labFolder(file.name);
  const made = await labImage(file, options);
  const image = options.kernel === undefined ? made : { ...made, kernel: options.kernel };
  await withLock(labLock(file.name), { onHeld: refuseCompany(file.name) }, async () => {
    if ((await labStatus(file.name)).state === 'up') {
      throw new PreconditionFailure({
        attempted: `booting lab '${file.name}'`,
        got: 'it is up already',
        remedy: 'use it as it is, or first: vrbench lab down',
      });
    }
    await clearLab(folder);
    await bootLab(plan, image, folder, options);
  });
};

/**
 * Boots the machines of a lab, installing and making first what is missing for that. Returns when
 * every machine answers; whatever goes wrong leaves nothing behind but the image cache.
 * @param folder where the testbed file lies
 * @throws PreconditionFailure without the packages, or when the lab is up already
 * @throws Interrupted, Failure
 */
export const labUp = async (
  file: TestbedFile,
  folder: string,
  options: BootOptions,
): Promise<Testbed> => {
  try {
    await raise(file, options);
  } catch (error) {
    if (options.signal.aborted) throw new Interrupted(`booting lab '${file.name}'`);
    throw error;
  }
  return labTestbed(file, folder);
};

/** Ends a lab and removes all that is left of it; nothing happens where none is. @throws Failure */
export const labDown = (name: string): Promise<void> =>
  withLock(labLock(name), { onHeld: refuseCompany(name) }, () => clearLab(labFolder(name)));

/** A machine of a running lab. @throws PreconditionFailure; Failure where it has no such machine */
const machineOf = async (name: string, machine: string): Promise<LabState['machines'][number]> => {
  const { machines } = await stateOf(name);
  const found = machines.find((candidate) => candidate.name === machine);
  if (found !== undefined) return found;
  throw new Failure({
    attempted: `looking for machine '${machine}' of lab '${name}'`,
    got: 'there is no such machine',
    remedy: `name one of: ${machines.map((candidate) => candidate.name).join(', ')}`,
  });
};

/**
 * Takes a machine's power, or gives it back. Without power nothing runs; with it, the machine begins
 * with its firmware.
 * @throws PreconditionFailure; Failure
 */
export const labPower = async (name: string, machine: string, on: boolean): Promise<void> => {
  await machineOf(name, machine);
  const socket = machineFiles(labFolder(name), machine).control;
  await sendQemuCommand(
    machine,
    socket,
    on ? [{ execute: 'system_reset' }, { execute: 'cont' }] : [{ execute: 'stop' }],
  );
};

/** The command that opens a shell on a machine of a running lab. @throws PreconditionFailure */
export const labSshCommand = async (name: string, machine: string): Promise<Argv> => {
  const { sshPort } = await machineOf(name, machine);
  const access = accessFiles(labFolder(name));
  const options = [
    `UserKnownHostsFile="${access.knownHosts}"`,
    'GlobalKnownHostsFile=none',
    'IdentitiesOnly=yes',
    'StrictHostKeyChecking=yes',
    'LogLevel=ERROR',
  ].flatMap((option) => ['-o', option]);
  // Without the user's configuration, which may say anything about 127.0.0.1.
  const login = ['-F', 'none', '-i', access.privateKey, '-p', String(sshPort), 'root@127.0.0.1'];
  return ['ssh', ...options, ...login];
};
