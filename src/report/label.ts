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

/** The environment in a word or two, for lists. */
export const environmentName = (environment: Environment): string =>
  environmentLabel(environment).replace(/:.*$/, '');

/** What ran the instructions of routers that were guests: `kvm-guest by tcg`. */
const guestLabels = ({ dutSetups = [] }: RunRecord): readonly string[] => [
  ...new Set(
    dutSetups.flatMap(({ dataPlane, guests = [] }) =>
      guests.map(({ accelerator }) => `${dataPlane} by ${accelerator}`),
    ),
  ),
];

/**
 * The label of a run, with what ran the instructions of guests, and a warning if the CPU
 * contradicts the testbed.
 */
export const runLabel = (run: RunRecord): string => {
  const { environment, setup } = run;
  const label = [environmentLabel(environment), ...guestLabels(run)].join('; ');
  if (environment.kind !== 'metal' || setup === null) return label;
  const virtual = Object.values(setup.roles).filter(({ hypervisor }) => hypervisor);
  const machines = [...new Set(virtual.map(({ machine }) => machine))];
  return machines.length === 0
    ? label
    : `${label} by the testbed, but virtual by the CPU of ${machines.join(', ')}`;
};
