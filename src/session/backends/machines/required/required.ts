import type { Playbook } from '../../../../config/playbook.js';
import { ptp4lOf } from '../../../../config/testbed/clocks.js';
import { isBothWays, receiversIn } from '../../../../config/networks/networks.js';
import { ROLES } from '../../../../config/testbed/placed-port.js';
import type { DataPlaneName } from '../../../../model/data-plane.js';
import type { LockedHost } from '../../../../host/locked-host.js';
import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { PreconditionFailure, reasonOf } from '../../../../model/failure.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { CALIBRATION_BRIDGE_REQUIRES } from '../../../../provision/bridge/calibration-bridge.js';
import { PTP_REQUIREMENTS } from '../../../../provision/clocks/clock-steps.js';
import { dataPlaneOf } from '../../../../provision/dataplane/index.js';
import { PATCHED_MODULES } from '../../../../provision/kernel-module/modules.js';
import { modifierOf } from '../../../../provision/modifiers/index.js';
import type { Tool } from '../../../../linux/distribution/tool.js';
import { requireAll, type Requirements } from '../../../../provision/requirements/requirements.js';
import type { Machines } from '../connect.js';
import type { StageOptions } from '../stage.js';
import { tryModule, type ModuleOrigin } from './module-trial.js';

/** Tools needed on every machine, whatever its role. */
const EVERY_MACHINE: readonly Tool[] = ['coreutils', 'grep', 'ip', 'ethtool'];

/** Reads clocks and pktgen's files without starting a program. */
const READER: Tool = 'bash';

/** Counts failed neighbour resolutions; missing in containers. */
const NEIGHBOUR_COUNTERS = '/proc/net/stat/arp_cache';

/** The data planes that a playbook measures, including its reference. */
const planesOf = ({ dataPlanes, reference }: Playbook): readonly DataPlaneName[] => [
  ...new Set([...dataPlanes, ...(reference === undefined ? [] : [reference.dataPlane])]),
];

/** The part of a testbed that requires something of its machines. */
type RequiringTestbed = Pick<
  Testbed,
  'roles' | 'softwareNic' | 'moduleSigning' | 'clocks' | 'calibration'
>;

/** What a playbook requires of the machines of each role. Pure. */
export const requirementsOf = (
  testbed: RequiringTestbed,
  playbook: Playbook,
): Readonly<Record<RoleName, readonly Requirements[]>> => {
  const receivers = receiversIn(playbook);
  const signed = testbed.moduleSigning !== undefined;
  const requiring = (...own: readonly Requirements[]): readonly Requirements[] =>
    [{ tools: EVERY_MACHINE, modules: [] }, ...own].map((each) => ({ ...each, signed }));
  const counts = (role: RoleName): Requirements[] =>
    testbed.roles.sink.counting === 'frame-sink' && receivers.some((each) => each === role)
      ? [{ tools: [], modules: [], builds: 'frame_sink' }]
      : [];
  const synchronizes = ptp4lOf(testbed.clocks) === undefined ? [] : [PTP_REQUIREMENTS];
  const sinkSends = isBothWays(playbook) || playbook.trial.learning > 0;
  return {
    generator: requiring(
      { tools: [READER], modules: ['pktgen'] },
      ...counts('generator'),
      ...synchronizes,
    ),
    dut: requiring(
      { tools: ['tc'], modules: [], files: [NEIGHBOUR_COUNTERS] },
      ...(testbed.softwareNic === undefined
        ? []
        : [{ tools: [], modules: [], builds: 'softnic' } as const]),
      ...(testbed.calibration === 'bridge' ? [CALIBRATION_BRIDGE_REQUIRES] : []),
      ...planesOf(playbook).map((name) => dataPlaneOf(name).requires),
      ...playbook.modifiers.map((modifier) => modifierOf(modifier).requires),
    ),
    sink: requiring(
      { tools: [READER], modules: sinkSends ? ['pktgen'] : [] },
      ...counts('sink'),
      ...synchronizes,
    ),
  };
};

/** Lab machines have no access to a package archive. */
const IN_LAB =
  'on a lab, name the packages in `packages` of `lab` in the testbed, then vrbench lab down and lab up';

const explainedIn = ({ environment }: Pick<Testbed, 'environment'>, error: unknown): unknown => {
  if (environment.kind !== 'emulated' || !(error instanceof PreconditionFailure)) return error;
  const { remedy, ...facts } = error.facts;
  return new PreconditionFailure({
    ...facts,
    remedy: [...(remedy === undefined ? [] : [remedy]), IN_LAB].join('; '),
  });
};

/**
 * Checks that every machine has what a playbook requires of its roles, before any of them is changed.
 * @throws PreconditionFailure for the first machine that does not; it lists all that is missing there
 */
export const requireMachines = async (
  machines: Pick<Machines, 'all' | 'byRole'>,
  testbed: Pick<Testbed, 'environment'> & RequiringTestbed,
  playbook: Playbook,
  signal?: AbortSignal,
): Promise<void> => {
  const required = requirementsOf(testbed, playbook);
  await settleAll(
    machines.all.map((host) => {
      const roles = ROLES.filter((role) => machines.byRole[role] === host);
      return requireAll(
        host,
        `checking what this playbook requires of the ${roles.join(', ')}`,
        roles.flatMap((role) => required[role]),
        signal,
      ).catch((error: unknown) => {
        throw explainedIn(testbed, error);
      });
    }),
  );
};

/** A data plane, and why it cannot be set up. */
type Lacking = readonly [DataPlaneName, string];

/**
 * The data planes of a playbook that cannot be set up on the DUT, with the reasons: what is missing, and
 * the packages that contain it, or that the module they need cannot be built for the kernel, or loaded.
 * @throws what Host.run throws
 */
export const lackingDataPlanes = async (
  dut: LockedHost,
  testbed: Pick<Testbed, 'environment'> & ModuleOrigin,
  playbook: Playbook,
  stage: StageOptions,
): Promise<ReadonlyMap<DataPlaneName, string>> => {
  const names = planesOf(playbook);
  const signed = testbed.moduleSigning !== undefined;
  const found = names.map(async (name): Promise<readonly Lacking[]> => {
    try {
      const requires = { ...dataPlaneOf(name).requires, signed };
      const attempted = `checking what ${name} requires of the DUT`;
      await requireAll(dut, attempted, [requires], stage.signal);
      return [];
    } catch (error) {
      if (!(error instanceof PreconditionFailure)) throw error;
      return [[name, reasonOf(explainedIn(testbed, error))]];
    }
  });
  const lacking = new Map((await settleAll(found)).flat());
  for (const module of PATCHED_MODULES) {
    const takers = names.filter(
      (name) => !lacking.has(name) && dataPlaneOf(name).requires.builds === module,
    );
    const unfit = takers.length === 0 ? undefined : await tryModule(dut, module, testbed, stage);
    if (unfit === undefined) continue;
    for (const name of takers) lacking.set(name, reasonOf(explainedIn(testbed, unfit)));
  }
  return lacking;
};
