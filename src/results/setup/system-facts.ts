import type { SystemSetup } from '../../model/schema/setup/system.js';
import { cpus, onOrOff, readingsOf, type NamedFact } from './fact.js';

const own = (text: string): string => text;

type Frequency = NonNullable<SystemSetup['frequency']>;

const governors = ({ governors: found }: Frequency): string | null => {
  const [first, ...others] = found;
  if (first === undefined) return null;
  if (others.length === 0) return first.governor;
  return found.map(({ governor, cpus: list }) => `${governor} (CPUs ${list})`).join(', ');
};

const states = ({ states: found }: NonNullable<SystemSetup['idle']>): string =>
  found.length === 0
    ? 'none'
    : found.map(({ name, enabled }) => (enabled ? name : `${name} disabled`)).join(', ');

/** The TSC has another name in the first seconds after boot, until it is calibrated (arch/x86/kernel/tsc.c). */
const clockSource = (name: string): string => (name === 'tsc-early' ? 'tsc' : name);

/** Facts about a machine beyond its kernel and CPU. */
export const systemFacts = (system: SystemSetup): readonly NamedFact[] => {
  const said = readingsOf(system);
  return [
    said('distribution', 'distribution', own),
    said('kernelBuild', 'kernel build', own),
    said('commandLine', 'kernel command line', own),
    said('product', 'product', ({ vendor, name }) => `${vendor} ${name}`),
    said('bios', 'BIOS', ({ vendor, version, date }) => `${vendor} ${version} of ${date}`),
    said('microcode', 'microcode', own),
    said('frequency', 'frequency driver', ({ driver }) => driver),
    said('frequency', 'governor', governors),
    said('frequency', 'turbo', ({ turbo }) => (turbo === null ? null : onOrOff(turbo))),
    said('idle', 'idle driver', ({ driver, governor }) => `${driver}, governor ${governor}`),
    said('idle', 'C-states', states),
    said('smt', 'SMT', own),
    said('isolatedCpus', 'isolated CPUs', cpus),
    said('ticklessCpus', 'tickless CPUs', cpus),
    said('numaNodes', 'NUMA nodes', own),
    said('clockSource', 'clock source', clockSource),
  ];
};
