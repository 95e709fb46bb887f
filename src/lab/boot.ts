import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { provenAccelerator } from './machine/accelerator.js';
import { settleAll } from '../model/settle-all.js';
import { postGuard, type Guard } from './local/crash-guard.js';
import { sendQemuCommand } from './machine/qmp.js';
import { makeIdentities, writeKnownHosts } from './machine/identity.js';
import type { Image } from './image/cache.js';
import { MachineEnded, startMachine, type StartedMachine } from './machine/start.js';
import { allowedCpus, placeCpus, placeMachine, type Duty } from './machine/placement.js';
import type { LabPlan } from './plan.js';
import { endLabProcesses } from './machine/process.js';
import { machineFiles, type MachinePlace } from './machine/qemu.js';
import { awaitSsh } from './machine/readiness.js';
import { chooseSockets } from './machine/sockets.js';
import { writeState } from './state.js';

/** How a lab is brought up. */
export interface BootOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
  /** Boot this kernel, which has all built in that a machine needs, and not the image's. */
  readonly kernel?: string;
}

const ATTEMPTS = 3;

const start = (
  plan: LabPlan,
  place: MachinePlace,
  guard: Guard,
): Promise<readonly StartedMachine[]> =>
  settleAll(
    plan.machines.map(async (machine) => {
      const started = await startMachine(machine, place);
      guard.watch(started.pid);
      return started;
    }),
  );

const dutyOf = (plan: LabPlan, machine: string): Duty => {
  if (machine === plan.dut) return 'dut';
  return machine === plan.sink ? 'sink' : 'other';
};

/** The DUT's virtual CPU apart from all else, once booting no longer needs every CPU. */
const place = async (plan: LabPlan, machines: readonly StartedMachine[]): Promise<void> => {
  const dut = plan.machines.find(({ name }) => name === plan.dut);
  const placement = placeCpus(await allowedCpus(), dut?.isolated?.length ?? dut?.cpus ?? 1);
  if (placement === undefined) return;
  await settleAll(
    machines.map(({ name, pid }) =>
      placeMachine(pid, dutyOf(plan, name), placement, dut?.isolated),
    ),
  );
};

/** Boots all machines on freshly chosen sockets, until one of those turns out to be taken. */
const bootMachines = async (
  plan: LabPlan,
  where: Omit<MachinePlace, 'sockets'>,
  guard: Guard,
  signal: AbortSignal,
  attempt = 1,
): Promise<{ readonly machines: readonly StartedMachine[]; readonly place: MachinePlace }> => {
  const place = { ...where, sockets: await chooseSockets(plan) };
  try {
    const machines = await start(plan, place, guard);
    await Promise.all(machines.map((machine) => awaitSsh(machine, place.folder, signal)));
    return { machines, place };
  } catch (error) {
    if (!(error instanceof MachineEnded && error.portTaken) || attempt === ATTEMPTS) throw error;
    await endLabProcesses(where.folder);
    return bootMachines(plan, where, guard, signal, attempt + 1);
  }
};

/** Ends the machines of a lab and removes its folder. @throws Failure when a machine does not end */
export const clearLab = async (folder: string): Promise<void> => {
  await endLabProcesses(folder);
  await rm(folder, { recursive: true, force: true });
};

/**
 * Boots a lab. Whatever goes wrong, even the death of this process, leaves no machine and no file.
 * @throws MachineEnded, Failure, the signal's reason
 */
export const bootLab = async (
  plan: LabPlan,
  image: Image,
  folder: string,
  { signal, onProgress }: BootOptions,
): Promise<void> => {
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { mode: 0o700 });
  const guard = postGuard(folder);
  try {
    const accelerator = await provenAccelerator(image, signal);
    const hostKeys = await makeIdentities(plan, folder, signal);
    const names = plan.machines.map(({ name }) => name).join(', ');
    onProgress(`booting ${names} (${accelerator === 'kvm' ? 'KVM' : 'software emulation'})`);
    const where = { image, accelerator, folder };
    const booted = await bootMachines(plan, where, guard, signal);
    const { sockets } = booted.place;
    await writeKnownHosts(folder, hostKeys, sockets);
    await place(plan, booted.machines);
    // Until it is up, a machine that restarts has failed to boot.
    await settleAll(
      plan.machines.map(({ name }) =>
        sendQemuCommand(name, machineFiles(folder, name).control, [
          { execute: 'set-action', arguments: { reboot: 'reset' } },
        ]),
      ),
    );
    await writeState(folder, {
      version: 1,
      plan: JSON.stringify(plan),
      accelerator,
      hostCores: availableParallelism(),
      machines: booted.machines.map(({ name, pid, sshPort }) => ({ name, pid, sshPort })),
      cables: Object.fromEntries(sockets.cable),
    });
    signal.throwIfAborted();
    for (const machine of booted.machines) machine.release();
  } catch (error) {
    await clearLab(folder);
    throw error;
  } finally {
    await guard.dismiss();
  }
};
