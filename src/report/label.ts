import type { Environment, RunRecord } from '../results/schema.js';

const cores = (count: number): string => `${count} host core${count === 1 ? '' : 's'}`;

/** The environment the figures come from, shown with every report: `emulated (tcg, 2 host cores)`. */
export const environmentLabel = (environment: Environment): string => {
  switch (environment.kind) {
    case 'metal':
      return environment.nic === undefined ? 'metal' : 'one machine, software NIC';
    case 'emulated': {
      const nic = environment.nic === undefined ? '' : ', software NIC';
      return `emulated (${environment.accelerator}, ${cores(environment.hostCores)}${nic})`;
    }
    case 'instruction-time':
      return 'instruction time: 1 ns is one instruction of an emulated CPU, without caches or cycles';
    case 'simulated':
      return 'simulated: no router was measured';
  }
};

/** The label of a run, and a warning where the CPU contradicts the testbed. */
export const runLabel = ({ environment, setup }: RunRecord): string => {
  const label = environmentLabel(environment);
  if (environment.kind !== 'metal' || setup === null) return label;
  const virtual = Object.values(setup.roles).filter(({ hypervisor }) => hypervisor);
  const machines = [...new Set(virtual.map(({ machine }) => machine))];
  return machines.length === 0
    ? label
    : `${label} by the testbed, but virtual by the CPU of ${machines.join(', ')}`;
};
