import type { Playbook } from '../../../config/playbook.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { Host } from '../../../host/host.js';
import { Failure } from '../../../model/failure.js';
import type { Topology } from '../../../model/network/topology.js';
import type { DataPlane } from '../../../provision/dataplane/data-plane.js';
import { dataPlaneOf } from '../../../provision/dataplane/index.js';
import { provision } from '../../../provision/provision.js';
import { resetInterfaces } from '../../../provision/reset/interface.js';
import { reloadModule, requireUnloaded } from '../../../provision/reset/module-reload.js';
import { cyclePower } from '../../../provision/reset/power.js';
import { reboot, restarted } from '../../../provision/reset/restart.js';
import { testOf } from '../../../rfc2544/tests/index.js';
import type { Step } from '../../../provision/step.js';
import type { Resets } from '../../../traffic/events/resets.js';
import type { Machines } from './connect.js';
import { requireSameInterfaces } from './interfaces.js';
import { awaitLinks } from './wiring/links.js';
import { provisioning, type StageOptions } from './stage.js';

/** A DUT with a data plane, and the steps that set it up. */
export interface ResetSetting {
  readonly machines: Pick<Machines, 'byRole' | 'dut'>;
  readonly testbed: Pick<Testbed, 'roles' | 'power'>;
  readonly topology: Topology;
  readonly dataPlane: DataPlane;
  /** The steps of the data plane and its modifier. */
  readonly steps: readonly Step[];
  /** All steps on the DUT, including these. */
  readonly all: readonly Step[];
  /** The ledger's length before the data plane. */
  readonly ledgerMark: number;
  readonly stage: StageOptions;
}

/** The ways to reset the DUT of a run; each ends when the data plane is up again. */
export const resetsOf = (setting: ResetSetting): Resets => {
  const { machines, testbed, topology, dataPlane, steps, all, ledgerMark, stage } = setting;
  const { dut } = machines;
  const linked = (signal: AbortSignal) => awaitLinks(machines, testbed.roles, topology, signal);
  const setUpAgain = async (signal: AbortSignal): Promise<void> => {
    await requireSameInterfaces(dut, testbed.roles.dut, signal);
    await provision(dut, all, provisioning({ ...stage, signal }, dut));
    await linked(signal);
  };
  return {
    'module-reload': (signal) =>
      reloadModule(
        dut,
        { ledgerMark, steps, module: dataPlane.requires.builds },
        provisioning({ ...stage, signal }, dut),
      ),
    interface: async (signal) => {
      const ports = new Set(topology.egress.map((attachment) => attachment.dut.interface));
      await resetInterfaces(dut, [...ports], steps);
      await linked(signal);
    },
    reboot: async (signal) => {
      await restarted(dut, () => reboot(dut), signal);
      await setUpAgain(signal);
    },
    power: async (signal) => {
      const commands = testbed.power[testbed.roles.dut.machine];
      if (commands === undefined) throw noPower(dut);
      await restarted(dut, () => cyclePower(commands, signal), signal);
      await setUpAgain(signal);
    },
  };
};

const noPower = ({ name }: Host): Failure =>
  new Failure({
    attempted: 'power-cycling the DUT',
    where: name,
    got: 'the testbed has no power commands for it',
    remedy: `add machines.${name}.power to the testbed`,
  });

/** Checks on the machines that a playbook's resets are possible. @throws PreconditionFailure */
export const requireResets = async (
  dut: Host,
  { procedures, dataPlanes }: Playbook,
  signal: AbortSignal,
): Promise<void> => {
  const reloads = procedures.some((spec) => testOf(spec).resetKind?.(spec) === 'module-reload');
  if (!reloads) return;
  const modules = dataPlanes
    .map(dataPlaneOf)
    .flatMap(({ requires: { builds, modules: own } }) => [
      ...(builds === undefined ? [] : [builds]),
      ...own,
    ]);
  await requireUnloaded(dut, modules, signal);
};
