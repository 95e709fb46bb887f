import { metalTestbed } from '../config/testbed/resolve.js';
import type { TestbedFile } from '../config/testbed/testbed-file.js';
import type { Testbed } from '../config/testbed/testbed.js';
import { PreconditionFailure } from '../model/failure.js';
import { labFolder } from './local/folders.js';
import { accessFiles } from './machine/identity.js';
import { cablesOf, planLab, type LabPlan } from './plan.js';
import { bootedLab, runningLab } from './status.js';

/** Whether the links of a file have to be those that its lab was booted with. */
export type LinksOfLab = 'as-booted' | 'any';

const REBOOT = 'vrbench lab down, then vrbench lab up';

/** A lab was booted with other cables than its file has now. */
export class OtherCables extends PreconditionFailure {
  /** The ports that its cables connect. */
  readonly joined: readonly (readonly [string, string])[];

  constructor(lab: string, booted: LabPlan) {
    super({
      attempted: `using lab '${lab}'`,
      got: 'it was booted with other links than the testbed file has',
      remedy: REBOOT,
    });
    this.joined = cablesOf(booted);
  }
}

/**
 * The testbed of a running lab.
 * @param folder the folder of the testbed file
 * @throws PreconditionFailure when the lab is not up, a machine no longer runs, or the file has changed
 *   since it was booted; OtherCables if only its links have
 */
export const labTestbed = async (
  file: TestbedFile,
  folder: string,
  links?: LinksOfLab,
): Promise<Testbed> => {
  await runningLab(file.name);
  return remainingLab(file, folder, links);
};

/** Whether two plans have the same machines and ports; links may differ. */
const withoutCables = ({ machines, ...plan }: LabPlan): string =>
  JSON.stringify({
    ...plan,
    machines: machines.map(({ nics, ...machine }) => ({
      ...machine,
      nics: nics.map((nic) => ({ ...nic, peer: undefined })),
    })),
  });

/** @throws OtherCables; PreconditionFailure for other machines or ports */
const requireSamePlan = (plan: LabPlan, bootedText: string, links: LinksOfLab): void => {
  if (bootedText === JSON.stringify(plan)) return;
  // The plan is the one that this program wrote.
  const booted = JSON.parse(bootedText) as LabPlan;
  if (withoutCables(booted) !== withoutCables(plan)) {
    throw new PreconditionFailure({
      attempted: `using lab '${plan.name}'`,
      got: 'its machines, ports or links differ from the testbed file',
      remedy: REBOOT,
    });
  }
  if (links === 'as-booted') throw new OtherCables(plan.name, booted);
};

/**
 * The testbed of a lab some of whose machines may have stopped: those are found unreachable at once.
 * @throws PreconditionFailure when it is not up, or the file has changed since it was booted
 */
export const remainingLab = async (
  file: TestbedFile,
  folder: string,
  links: LinksOfLab = 'as-booted',
): Promise<Testbed> => {
  const { state } = await bootedLab(file.name);
  requireSamePlan(planLab(file), state.plan, links);
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
  const { accelerator, hostCores, qemu } = state;
  const testbed = metalTestbed({ ...file, machines: Object.fromEntries(machines) }, folder);
  const nic = file.softwareNic === undefined ? {} : { nic: 'software' as const };
  return {
    ...testbed,
    environment: {
      kind: 'emulated',
      accelerator,
      hostCores,
      ...(qemu !== undefined && { qemu }),
      ...nic,
    },
    ringOverflow: Object.fromEntries(overflow),
  };
};
