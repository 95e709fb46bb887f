import type { ClocksSetup } from '../../model/schema/setup/clocks.js';
import type { Controller, Environment, RoleSetup, Setup } from './setup-schema.js';
import { fact, factsAt, incidental, readingsOf, type NamedFact, type SetupFact } from './fact.js';
import { moduleFacts, pktgenFacts } from './module-facts.js';
import { portFacts } from './port-facts.js';
import { systemFacts } from './system-facts.js';

/** The parts of a run's record that describe what it was measured on and with. */
export interface MeasuredOn {
  /** null until the machines were read. */
  readonly setup: Setup | null;
  readonly environment?: Environment | undefined;
  readonly controller?: Controller | undefined;
  readonly vrbench?:
    | { readonly version: string; readonly commit: string | null; readonly modified?: boolean }
    | undefined;
}

const yesOrNo = (yes: boolean): string => (yes ? 'yes' : 'no');

/** Rounded, because kernels reserve a few kilobytes more or less from boot to boot. */
const mebibytes = (amount: number): string => `${Math.round(amount / 2 ** 20)} MiB`;

const roleFacts = (role: string, setup: RoleSetup): readonly SetupFact[] => [
  ...factsAt(role, [
    fact('machine', setup.machine),
    fact('kernel', setup.kernelRelease),
    fact('CPU', setup.cpuModel),
    fact('online CPUs', `${setup.cpus}`),
    fact('virtual machine', yesOrNo(setup.hypervisor)),
    fact('memory', mebibytes(setup.memory)),
    ...(setup.system === undefined ? [] : systemFacts(setup.system)),
    ...(setup.pktgen === undefined ? [] : pktgenFacts(setup.pktgen)),
    ...Object.entries(setup.mitigations).map(([name, state]) =>
      fact(`vulnerability ${name}`, state),
    ),
  ]),
  ...setup.ports.flatMap((port) => factsAt(`${role} port ${port.name}`, portFacts(port))),
];

const clockFacts = (clocks: ClocksSetup): readonly SetupFact[] => {
  const said = readingsOf(clocks);
  return factsAt('generator and sink', [
    fact('clocks', clocks.kind),
    ...[
      said('offset', 'clock offset', (offset) => `${offset} ns`),
      said('bound', 'bound of the clock offset', (bound) => `${bound} ns`),
    ].map(incidental),
  ]);
};

const setupFacts = (setup: Setup): readonly SetupFact[] => [
  ...Object.entries(setup.roles).flatMap(([role, of]) => roleFacts(role, of)),
  ...moduleFacts(setup),
  ...(setup.clocks === undefined ? [] : clockFacts(setup.clocks)),
];

const environmentFacts = (environment: Environment): readonly SetupFact[] => {
  const { kind } = environment;
  const emulated: readonly NamedFact[] =
    kind === 'emulated'
      ? [
          fact('accelerator', environment.accelerator),
          fact('cores of the host', `${environment.hostCores}`),
        ]
      : [];
  const qemu: readonly NamedFact[] =
    kind === 'emulated' || kind === 'instruction-time'
      ? [fact('QEMU', environment.qemu ?? null)]
      : [];
  const nic: readonly NamedFact[] =
    kind === 'emulated' || kind === 'metal'
      ? [fact('software NIC', yesOrNo(environment.nic !== undefined))]
      : [];
  return factsAt('environment', [fact('kind', kind), ...emulated, ...qemu, ...nic]);
};

const controllerFacts = (controller: Controller): readonly SetupFact[] =>
  factsAt('controller', [
    fact('kernel', controller.kernelRelease),
    fact('CPU', controller.cpuModel),
    fact('online CPUs', `${controller.cpus}`),
    fact('Node.js', controller.node),
  ]);

const vrbenchFacts = ({
  version,
  commit,
  modified,
}: NonNullable<MeasuredOn['vrbench']>): readonly SetupFact[] =>
  factsAt('vrbench', [
    fact('version', version),
    fact('commit', commit),
    ...(modified === undefined ? [] : [fact('modified since the commit', yesOrNo(modified))]),
  ]);

/**
 * Everything that the figures of a run may depend on, as facts in the order of a report: vrbench, the
 * environment, machines with their ports, modules, the controller. Archives of earlier versions have fewer.
 * Pure.
 */
export const setupFactsOf = ({
  setup,
  environment,
  controller,
  vrbench,
}: MeasuredOn): readonly SetupFact[] => [
  ...(vrbench === undefined ? [] : vrbenchFacts(vrbench)),
  ...(environment === undefined ? [] : environmentFacts(environment)),
  ...(setup === null ? [] : setupFacts(setup)),
  ...(controller === undefined ? [] : controllerFacts(controller)),
];
