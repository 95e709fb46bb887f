import type { Controller, Environment, PortSetup, RoleSetup, Setup } from '../setup-schema.js';

/** What of a run's record says what it was measured on, and with. */
export interface MeasuredOn {
  /** null until the machines were read. */
  readonly setup: Setup | null;
  readonly environment?: Environment | undefined;
  readonly controller?: Controller | undefined;
  readonly vrbench?: { readonly version: string; readonly commit: string | null } | undefined;
}

/** One thing that figures may depend on, as it was read in a run. */
export interface SetupFact {
  /** `dut`, `dut port dut0`, `module napi_macvlan`, `controller`, `vrbench`, `environment`. */
  readonly where: string;
  /** `kernel`, `offload generic-receive-offload`. Unique in its place. */
  readonly what: string;
  /** In words, with its unit; null where it could not be read. */
  readonly value: string | null;
  /** Why it could not be read. */
  readonly reason?: string | undefined;
}

type Named = readonly [what: string, value: string | null];

const factsAt = (where: string, named: readonly Named[]): readonly SetupFact[] =>
  named.map(([what, value]) => ({ where, what, value }));

const portFacts = (role: string, port: PortSetup): readonly SetupFact[] =>
  factsAt(`${role} port ${port.name}`, [
    ['interface', port.interface],
    ['MAC address', port.mac],
    ['driver', port.driver],
    ['firmware', port.firmware],
    ...Object.entries(port.offloads).map(([name, on]): Named => [
      `offload ${name}`,
      on ? 'on' : 'off',
    ]),
  ]);

/** Kernels reserve a few kilobytes more or less from boot to boot. */
const mebibytes = (amount: number): string => `${Math.round(amount / 2 ** 20)} MiB`;

const roleFacts = (role: string, setup: RoleSetup): readonly SetupFact[] => [
  ...factsAt(role, [
    ['machine', setup.machine],
    ['kernel', setup.kernelRelease],
    ['CPU', setup.cpuModel],
    ['online CPUs', `${setup.cpus}`],
    ['virtual machine', setup.hypervisor ? 'yes' : 'no'],
    ['memory', mebibytes(setup.memory)],
    ...Object.entries(setup.mitigations).map(([name, state]): Named => [
      `vulnerability ${name}`,
      state,
    ]),
  ]),
  ...setup.ports.flatMap((port) => portFacts(role, port)),
];

const moduleFacts = ({ modules, softwareNic, sinkCounting }: Setup): readonly SetupFact[] => [
  ...modules.flatMap(({ name, srcversion, kernelRelease, patchSha256 }) =>
    factsAt(`module ${name}`, [
      ['srcversion', srcversion],
      ['built for', kernelRelease],
      ['SHA-256 of its patch', patchSha256],
    ]),
  ),
  ...(softwareNic === undefined
    ? []
    : factsAt(`module ${softwareNic.name}`, [
        ['srcversion', softwareNic.srcversion],
        ['built for', softwareNic.kernelRelease],
        ['SHA-256 of its sources', softwareNic.sourceSha256],
      ])),
  ...(sinkCounting === undefined ? [] : factsAt('sink', [['counted by', sinkCounting.by]])),
  ...(sinkCounting?.by !== 'frame-sink'
    ? []
    : factsAt('module frame_sink', [
        ['srcversion', sinkCounting.srcversion],
        ['SHA-256 of its sources', sinkCounting.sourceSha256],
      ])),
];

const setupFacts = (setup: Setup): readonly SetupFact[] => [
  ...Object.entries(setup.roles).flatMap(([role, of]) => roleFacts(role, of)),
  ...moduleFacts(setup),
];

const environmentFacts = (environment: Environment): readonly SetupFact[] => {
  const { kind } = environment;
  return factsAt('environment', [
    ['kind', kind],
    ...(kind === 'emulated'
      ? ([
          ['accelerator', environment.accelerator],
          ['cores of the host', `${environment.hostCores}`],
        ] as const)
      : []),
    ...(kind === 'emulated' || kind === 'metal'
      ? ([['software NIC', environment.nic === undefined ? 'no' : 'yes']] as const)
      : []),
  ]);
};

const controllerFacts = (controller: Controller): readonly SetupFact[] =>
  factsAt('controller', [
    ['kernel', controller.kernelRelease],
    ['CPU', controller.cpuModel],
    ['online CPUs', `${controller.cpus}`],
    ['Node.js', controller.node],
  ]);

/**
 * Everything that figures of a run may depend on, one fact each, in the order of a report. An archive
 * of an earlier version has fewer.
 */
export const setupFactsOf = ({
  setup,
  environment,
  controller,
  vrbench,
}: MeasuredOn): readonly SetupFact[] => [
  ...(vrbench === undefined
    ? []
    : factsAt('vrbench', [
        ['version', vrbench.version],
        ['commit', vrbench.commit],
      ])),
  ...(environment === undefined ? [] : environmentFacts(environment)),
  ...(setup === null ? [] : setupFacts(setup)),
  ...(controller === undefined ? [] : controllerFacts(controller)),
];
