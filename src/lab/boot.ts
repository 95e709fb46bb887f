import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { provenAccelerator } from './machine/accelerator.js';
import { settleAll } from '../model/concurrency/settle-all.js';
import { startCrashGuard, type CrashGuard } from './local/crash-guard.js';
import { sendQemuCommands } from './machine/qmp.js';
import { createIdentities, writeKnownHosts } from './machine/identity.js';
import type { Image } from './image/cache.js';
import { MachineEnded, startMachine, type StartedMachine } from './machine/start.js';
import { allowedCpus, placeCpus, pinMachine, type PlacedRole } from './machine/placement.js';
import type { LabPlan } from './plan.js';
import { endLabProcesses } from './machine/process.js';
import { machineFiles, type BootEnvironment } from './machine/qemu.js';
import { qemuVersion } from './machine/qemu-version.js';
import { awaitSsh } from './machine/readiness.js';
import { chooseSockets, type LabSockets } from './machine/sockets.js';
import { writeState } from './state.js';

/** How a lab is booted. */
export interface BootOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
  /** Instead of the image of the lab's suite. */
  readonly image?: Image | undefined;
}

const ATTEMPTS = 3;

const startMachines = (
  plan: LabPlan,
  environment: BootEnvironment,
  guard: CrashGuard,
): Promise<readonly StartedMachine[]> =>
  settleAll(
    plan.machines.map(async (machine) => {
      const started = await startMachine(machine, environment);
      guard.watch(started.pid);
      return started;
    }),
  );

const placedRole = (plan: LabPlan, machine: string): PlacedRole => {
  if (machine === plan.dut) return 'dut';
  return machine === plan.sink ? 'sink' : 'other';
};

/** Separates the DUT's virtual CPUs from the rest, once booting no longer needs every CPU. */
const pinMachines = async (plan: LabPlan, machines: readonly StartedMachine[]): Promise<void> => {
  const dut = plan.machines.find(({ name }) => name === plan.dut);
  const placement = placeCpus(await allowedCpus(), dut?.isolated?.length ?? dut?.cpus ?? 1);
  if (placement === undefined) return;
  await settleAll(
    machines.map(({ name, pid }) =>
      pinMachine(pid, placedRole(plan, name), placement, dut?.isolated),
    ),
  );
};

/** Boots all machines on free ports; again on others if one was taken meanwhile. */
const bootMachines = async (
  plan: LabPlan,
  base: Omit<BootEnvironment, 'sockets'>,
  guard: CrashGuard,
  signal: AbortSignal,
  attempt = 1,
): Promise<{ readonly machines: readonly StartedMachine[]; readonly sockets: LabSockets }> => {
  const sockets = await chooseSockets(plan);
  try {
    const machines = await startMachines(plan, { ...base, sockets }, guard);
    await Promise.all(machines.map((machine) => awaitSsh(machine, base.folder, signal)));
    return { machines, sockets };
  } catch (error) {
    if (!(error instanceof MachineEnded && error.portTaken) || attempt === ATTEMPTS) throw error;
    await endLabProcesses(base.folder);
    return bootMachines(plan, base, guard, signal, attempt + 1);
  }
};

/** Stops the machines of a lab and removes its folder. @throws Failure when a machine does not stop */
export const clearLab = async (folder: string): Promise<void> => {
  await endLabProcesses(folder);
  await rm(folder, { recursive: true, force: true });
};

/**
 * Boots a lab. Any failure, even a crash of this process, leaves neither machines nor files behind.
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
  const guard = startCrashGuard(folder);
  try {
    const accelerator = await provenAccelerator(image, signal);
    const hostKeys = await createIdentities(plan, folder, signal);
    const names = plan.machines.map(({ name }) => name).join(', ');
    onProgress(`booting ${names} (${accelerator === 'kvm' ? 'KVM' : 'software emulation'})`);
    const environment = { image, accelerator, folder };
    const { machines, sockets } = await bootMachines(plan, environment, guard, signal);
    await writeKnownHosts(folder, hostKeys, sockets);
    await pinMachines(plan, machines);
    // QEMU was started with -no-reboot: a machine that reboots while booting has failed.
    await settleAll(
      plan.machines.map(({ name }) =>
        sendQemuCommands(name, machineFiles(folder, name).control, [
          { execute: 'set-action', arguments: { reboot: 'reset' } },
        ]),
      ),
    );
    await writeState(folder, {
      version: 1,
      plan: JSON.stringify(plan),
      accelerator,
      hostCores: availableParallelism(),
      qemu: await qemuVersion(signal),
      machines: machines.map(({ name, pid, sshPort }) => ({ name, pid, sshPort })),
      cables: Object.fromEntries(sockets.cable),
    });
    signal.throwIfAborted();
    for (const machine of machines) machine.release();
  } catch (error) {
    await clearLab(folder);
    throw error;
  } finally {
    await guard.dismiss();
  }
};
