import { ROLES } from '../../../config/testbed/placed-port.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import { systemClock } from '../../../host/clock.js';
import type { Host } from '../../../host/host.js';
import type { ReconnectingHost } from '../../../host/reconnecting-host.js';
import type { LockedHost } from '../../../host/locked-host.js';
import { mark, provision } from '../../../provision/provision.js';
import { portSteps } from '../../../provision/port-steps.js';
import { teardown } from '../../../provision/teardown.js';
import type { Step } from '../../../provision/step.js';
import type { Blueprint, PlannedDataPlane, PlannedModifier } from '../../plan/blueprint.js';
import { synchronizeClocks } from './clocks/synchronize.js';
import type { Machines } from './connect.js';
import { settleAll } from '../../../model/concurrency/settle-all.js';

/** The run that makes changes, and who is notified of them. */
export interface StageOptions {
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly announce: (text: string) => void;
}

/** A machine and all its steps, in order. */
export interface MachineSetup {
  readonly host: ReconnectingHost;
  readonly steps: readonly Step[];
}

/** How steps are applied to a host, and who is notified. */
export const provisioning = ({ runId, signal, announce }: StageOptions, host: Host) => ({
  runId,
  signal,
  onStep: (step: Step) => {
    announce(`${host.name}: ${step.kind}`);
  },
});

/** Creates a testbed's software ports and moves NICs to their roles' namespaces. */
export const makePorts = async (
  { all }: Machines,
  testbed: Testbed,
  stage: StageOptions,
): Promise<void> => {
  await settleAll(
    all.map(async (host) => {
      const steps = portSteps(testbed, host.name);
      if (steps.length > 0) await provision(host, steps, provisioning(stage, host));
    }),
  );
};

/** A machine's steps for the whole run, except those of its ports: role by role. */
const baseSteps = ({ byRole }: Machines, { base }: Blueprint, host: Host): readonly Step[] =>
  ROLES.filter((role) => byRole[role] === host).flatMap((role) => base[role]);

/** The steps that tune its ports and CPUs as the testbed specifies, once the ports are up. */
const tuningSteps = ({ byRole }: Machines, { tuning }: Blueprint, host: Host): readonly Step[] =>
  ROLES.filter((role) => byRole[role] === host).flatMap((role) => tuning[role]);

/** The steps that synchronize its clock with another machine's. */
const clockSteps = ({ byRole }: Machines, { clocks }: Blueprint, host: Host): readonly Step[] =>
  ROLES.filter((role) => byRole[role] === host).flatMap((role) => clocks[role]);

/**
 * All steps that are applied to each machine while a data plane is up, in order.
 * @param onDut the steps of the data plane and its modifier
 */
export const allSteps = (
  machines: Machines,
  testbed: Testbed,
  blueprint: Blueprint,
  onDut: readonly Step[],
): readonly MachineSetup[] =>
  machines.all.map((host) => ({
    host,
    steps: [
      ...portSteps(testbed, host.name),
      ...baseSteps(machines, blueprint, host),
      ...tuningSteps(machines, blueprint, host),
      ...clockSteps(machines, blueprint, host),
      ...(host === machines.dut ? onDut : []),
    ],
  }));

/** Applies the steps for the whole run: machines concurrently, the roles of one machine in sequence. */
export const setUpBase = async (
  machines: Machines,
  blueprint: Blueprint,
  stage: StageOptions,
): Promise<void> => {
  await settleAll(
    machines.all.map((host) =>
      provision(host, baseSteps(machines, blueprint, host), provisioning(stage, host)),
    ),
  );
};

/**
 * Tunes ports and CPUs as the testbed specifies: all machines concurrently, as both ends of a link negotiate.
 * @throws TuningRefused if a driver rejects a setting
 */
export const tune = async (
  machines: Machines,
  blueprint: Blueprint,
  stage: StageOptions,
): Promise<void> => {
  await settleAll(
    machines.all.map((host) =>
      provision(host, tuningSteps(machines, blueprint, host), provisioning(stage, host)),
    ),
  );
};

/**
 * Starts PTP on generator and sink if the testbed asks for it, and waits until their clocks are synchronized.
 * @throws ClocksNotSynchronized if their offset does not come within the testbed's bound
 */
export const keepClocks = async (
  { byRole }: Machines,
  { clocks: choice }: Testbed,
  { clocks }: Blueprint,
  stage: StageOptions,
): Promise<void> => {
  const starting = (role: 'generator' | 'sink') => async (): Promise<void> => {
    stage.announce(`starting PTP on ${byRole[role].name}`);
    await provision(byRole[role], clocks[role], provisioning(stage, byRole[role]));
  };
  const start = { generator: starting('generator'), sink: starting('sink') };
  await synchronizeClocks(byRole, choice, start, { clock: systemClock, signal: stage.signal });
};

/**
 * Sets up a data plane on the DUT, does the work, and tears the data plane down, whatever the
 * outcome. The work receives the ledger's length before, to which a reset of the DUT returns.
 */
export const withDataPlane = async (
  dut: LockedHost,
  { dataPlane, networkName, steps }: PlannedDataPlane,
  stage: StageOptions,
  work: (ledgerMark: number) => Promise<void>,
): Promise<void> => {
  const network = networkName === undefined ? '' : `, ${networkName}`;
  stage.announce(`setting up ${dataPlane.name}${network}`);
  await withSteps(dut, steps, stage, work);
};

/** The same for a modifier, on top of the data plane. */
export const withModifier = async (
  dut: LockedHost,
  { modifier, steps }: PlannedModifier,
  stage: StageOptions,
  work: () => Promise<void>,
): Promise<void> => {
  if (modifier !== 'none') stage.announce(`setting up modifier ${modifier}`);
  await withSteps(dut, steps, stage, work);
};

/**
 * Applies steps to a machine, does the work, and undoes the steps, whatever the outcome. The work
 * receives the ledger's length before.
 */
export const withSteps = async <Result>(
  host: LockedHost,
  steps: readonly Step[],
  stage: StageOptions,
  work: (ledgerMark: number) => Promise<Result>,
): Promise<Result> => {
  const ledgerMark = await mark(host);
  await provision(host, steps, provisioning(stage, host));
  const undo = () => teardown(host, { ledgerMark, run: stage.runId });
  let result: Result;
  try {
    result = await work(ledgerMark);
  } catch (error) {
    // Anything left is undone, or reported, at the end of the run.
    await undo().catch(() => undefined);
    throw error;
  }
  await undo();
  return result;
};
