import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { systemClock } from '../../../../host/clock.js';
import type { Setup } from '../../../../results/schema.js';
import { setupDifferences } from '../../../../results/setup-differences.js';
import { clocksOf } from '../../../../traffic/latency/clocks.js';
import type { Blueprint } from '../../../plan/blueprint.js';
import type { HostsByRole } from '../connect.js';
import { isolatedRoles, modulesOf, rolesOf } from '../setup.js';
import { describeSinkCounting, type SinkCounting } from '../sink-counting.js';
import { compareClocks } from './compare-clocks.js';
import type { PortsOfRun } from './ports-of-run.js';
import { surveyed, surveyOf, type Survey } from './survey.js';

/** Machines whose base is set up, and their plan. */
export interface ReadyMachines {
  readonly machines: HostsByRole;
  readonly testbed: Testbed;
  readonly ports: PortsOfRun;
  readonly blueprint: Blueprint;
  readonly counting: SinkCounting;
  /** The roles that send test frames by pktgen. */
  readonly senders: readonly RoleName[];
  /** The survey before tuning; undefined if nothing is tuned. */
  readonly untuned: Survey | undefined;
}

/** Surveys the machines before tuning; undefined if nothing is tuned. @throws what Host.run throws */
export const surveyUntuned = async (
  machines: HostsByRole,
  testbed: Testbed,
  ports: PortsOfRun,
  { tuning }: Pick<Blueprint, 'tuning'>,
  signal: AbortSignal,
): Promise<Survey | undefined> =>
  Object.values(tuning).every((steps) => steps.length === 0)
    ? undefined
    : surveyOf(machines, testbed, ports, signal);

/**
 * Reads the setup of a run, for the archive.
 * @throws ParseFailure, and what hosts throw
 */
export const readSetup = async (
  { machines, testbed, ports, blueprint, counting, senders, untuned }: ReadyMachines,
  signal: AbortSignal,
): Promise<Setup> => {
  const { dut, sink } = machines.byRole;
  const modules = await modulesOf(dut, blueprint, testbed);
  const identified = isolatedRoles(await rolesOf(machines, testbed, ports), blueprint);
  const survey = await surveyOf(machines, testbed, ports, signal);
  // Sequentially: busy machines answer late, which widens the bound of the offset.
  const clocks = await compareClocks(
    clocksOf(machines.byRole, testbed.clocks, systemClock),
    signal,
  );
  const sinkCounting = await describeSinkCounting(counting, sink);
  const roles = surveyed(identified, survey, senders);
  const setup: Setup = { roles, ...modules, sinkCounting, clocks };
  if (untuned === undefined) return setup;
  const before = { ...setup, roles: surveyed(identified, untuned, senders) };
  return { ...setup, tuned: [...setupDifferences({ setup: before }, { setup })] };
};
