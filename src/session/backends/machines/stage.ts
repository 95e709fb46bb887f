import { ROLES } from '../../../config/testbed/placed-port.js';
import type { RoleName } from '../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import type { Host } from '../../../host/host.js';
import type { Topology } from '../../../model/network/topology.js';
import { awaitCarrier } from '../../../provision/await-carrier.js';
import { mark, provision } from '../../../provision/provision.js';
import { softnicSteps } from '../../../provision/softnic-steps.js';
import { teardown } from '../../../provision/teardown.js';
import type { Step } from '../../../provision/step.js';
import type { Blueprint, PlannedDataPlane, PlannedModifier } from '../../plan/blueprint.js';
import type { Machines } from './connect.js';
import { settleAll } from '../../../model/concurrency/settle-all.js';

/** The machines, and who is notified of changes. */
export interface StageOptions {
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly announce: (text: string) => void;
}

/** How steps are applied to a host, and who is notified. */
export const provisioning = ({ runId, signal, announce }: StageOptions, host: Host) => ({
  runId,
  signal,
  onStep: (step: Step) => {
    announce(`${host.name}: ${step.kind}`);
  },
});

/** Creates the ports of a testbed with softnic NICs, all on the DUT's machine. */
export const makePorts = async (
  { byRole: { dut } }: Machines,
  testbed: Testbed,
  stage: StageOptions,
): Promise<void> => {
  await provision(dut, softnicSteps(testbed), provisioning(stage, dut));
};

/** Sets up what lasts for the whole run: machines concurrently, the roles of one machine in sequence. */
export const setUpBase = async (
  machines: Machines,
  { base }: Blueprint,
  stage: StageOptions,
): Promise<void> => {
  await settleAll(
    machines.all.map(async (host) => {
      const roles = ROLES.filter((role) => machines.byRole[role] === host);
      const steps = roles.flatMap((role) => base[role]);
      await provision(host, steps, provisioning(stage, host));
    }),
  );
};

/** Waits until both ends of every cable in use have a carrier. */
export const awaitLinks = async (
  machines: Pick<Machines, 'byRole'>,
  roles: Testbed['roles'],
  { ingress, egress }: Topology,
  signal?: AbortSignal,
): Promise<void> => {
  const sides: readonly (readonly [RoleName, string[]])[] = [
    ['generator', ingress.map(({ peer }) => peer.interface)],
    ['dut', [...ingress, ...egress].map(({ dut }) => dut.interface)],
    ['sink', egress.map(({ peer }) => peer.interface)],
  ];
  await settleAll(
    sides.map(([role, interfaces]) => {
      const { namespace } = roles[role];
      const where = namespace === undefined ? {} : { namespace };
      return awaitCarrier(machines.byRole[role], interfaces, {
        ...where,
        signal,
      });
    }),
  );
};

/**
 * Sets up a data plane on the DUT, does the work, and takes the data plane down again, whatever
 * the outcome. The work gets the ledger's length before, which a reset of the DUT goes back to.
 */
export const withDataPlane = async (
  dut: Host,
  { dataPlane, steps }: PlannedDataPlane,
  stage: StageOptions,
  work: (ledgerMark: number) => Promise<void>,
): Promise<void> => {
  stage.announce(`setting up ${dataPlane.name}`);
  await withSteps(dut, steps, stage, work);
};

/** The same for a modifier, on the data plane that is there. */
export const withModifier = async (
  dut: Host,
  { modifier, steps }: PlannedModifier,
  stage: StageOptions,
  work: () => Promise<void>,
): Promise<void> => {
  if (modifier !== 'none') stage.announce(`setting up modifier ${modifier}`);
  await withSteps(dut, steps, stage, work);
};

const withSteps = async (
  dut: Host,
  steps: readonly Step[],
  stage: StageOptions,
  work: (ledgerMark: number) => Promise<void>,
): Promise<void> => {
  const ledgerMark = await mark(dut);
  await provision(dut, steps, provisioning(stage, dut));
  try {
    await work(ledgerMark);
  } catch (error) {
    // What this leaves is undone, or named, at the end of the run.
    await teardown(dut, { ledgerMark }).catch(() => undefined);
    throw error;
  }
  await teardown(dut, { ledgerMark });
};
