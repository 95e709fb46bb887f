import { metalTestbed } from '../config/testbed/resolve.js';
import type { TestbedFile } from '../config/testbed/testbed-file.js';
import type { Testbed } from '../config/testbed/testbed.js';
import { PreconditionFailure } from '../model/failure.js';
import { seconds } from '../model/units.js';
import { labFolder } from './local/folders.js';
import { accessFiles } from './machine/identity.js';
import { planLab } from './plan.js';
import { bootedLab, runningLab } from './status.js';

/** Nothing answers for a machine that has stopped: no need to wait until it has booted. */
const STOPPED_TIMEOUT = seconds(1);

/**
 * The testbed of a running lab.
 * @param folder the folder of the testbed file
 * @throws PreconditionFailure when the lab is not up, a machine no longer runs, or the file has changed
 *   since it was booted
 */
export const labTestbed = async (file: TestbedFile, folder: string): Promise<Testbed> => {
  await runningLab(file.name);
  return remainingLab(file, folder);
};

/**
 * The testbed of a lab some of whose machines may have stopped: those are quickly found unreachable.
 * @throws PreconditionFailure when it is not up, or the file has changed since it was booted
 */
export const remainingLab = async (file: TestbedFile, folder: string): Promise<Testbed> => {
  const plan = planLab(file);
  const { state, stopped } = await bootedLab(file.name);
  if (state.plan !== JSON.stringify(plan)) {
    throw new PreconditionFailure({
      attempted: `using lab '${file.name}'`,
      got: 'its machines, ports or links differ from the testbed file',
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
      ...(stopped.some((each) => each.name === name) && { connectTimeout: STOPPED_TIMEOUT }),
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
