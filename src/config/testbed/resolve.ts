import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure } from '../../model/failure.js';
import { ROLES } from './placed-port.js';
import type { KernelSource, ModuleSigning } from './module-schema.js';
import type { Connection, TestbedFile } from './testbed-file.js';
import type { Testbed } from './testbed.js';

/** Resolves a file name in a testbed: `~` is the user's home, other names are relative to the testbed. */
const absolute = (name: string, folder: string): string =>
  name === '~' || name.startsWith('~/') ? join(homedir(), name.slice(1)) : resolve(folder, name);

const resolvedConnection = (connection: Connection, folder: string): Connection => {
  if (connection.type === 'local') return connection;
  const { identityFile, knownHosts } = connection;
  return {
    ...connection,
    identityFile: identityFile && absolute(identityFile, folder),
    knownHosts: knownHosts && absolute(knownHosts, folder),
  };
};

const resolvedSource = (source: KernelSource, folder: string): KernelSource =>
  source.type === 'file' ? { ...source, file: absolute(source.file, folder) } : source;

const resolvedSigning = (
  signing: ModuleSigning | undefined,
  folder: string,
): ModuleSigning | undefined =>
  signing && {
    key: absolute(signing.key, folder),
    certificate: absolute(signing.certificate, folder),
  };

/**
 * The testbed of a file whose machines already exist. File names in it become absolute; machines
 * without a role are ignored.
 * @param folder the folder of the testbed file
 * @throws Failure if the file describes a lab, which must be booted first
 */
export const metalTestbed = (file: TestbedFile, folder: string): Testbed => {
  const names = new Set(ROLES.map((role) => file.roles[role].machine));
  const connections = [...names].map((name) => {
    const connection = file.machines[name]?.connection;
    if (connection === undefined) {
      throw new Failure({
        attempted: `connecting to the machines of testbed '${file.name}'`,
        got: `machine '${name}' has no connection`,
        remedy: file.lab === undefined ? 'add one to the testbed file' : 'vrbench lab up',
      });
    }
    return [name, resolvedConnection(connection, folder)] as const;
  });
  const power = [...names].flatMap((name) => {
    const commands = file.machines[name]?.power;
    return commands === undefined ? [] : [[name, commands] as const];
  });
  const { dut } = file.roles;
  return {
    name: file.name,
    environment: { kind: 'metal', ...(file.softwareNic && { nic: 'software' }) },
    connections: Object.fromEntries(connections),
    power: Object.fromEntries(power),
    roles: {
      ...file.roles,
      dut: { ...dut, kernelSource: resolvedSource(dut.kernelSource, folder) },
    },
    links: file.links,
    ...(file.calibration !== undefined && { calibration: file.calibration }),
    clocks: file.clocks,
    softwareNic: file.softwareNic,
    moduleSigning: resolvedSigning(file.moduleSigning, folder),
    tuning: file.tuning,
    ...(file.linkSpeed !== undefined && { linkSpeed: file.linkSpeed }),
    ringOverflow: {},
    folder,
  };
};
