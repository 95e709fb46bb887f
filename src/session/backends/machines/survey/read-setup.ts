import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { systemClock } from '../../../../host/clock.js';
import type { Topology } from '../../../../model/network/topology.js';
import type { Setup } from '../../../../results/schema.js';
import { clocksOf } from '../../../../traffic/latency/clocks.js';
import type { Blueprint } from '../../../plan/blueprint.js';
import type { HostsByRole } from '../connect.js';
import { isolatedRoles, modulesOf, portsOf, rolesOf } from '../setup.js';
import { describeSinkCounting, type SinkCounting } from '../sink-counting.js';
import { compareClocks } from './compare-clocks.js';
import { surveyed, surveyOf } from './survey.js';

/** Machines whose base is set up, and what for. */
export interface ReadyMachines {
  readonly machines: HostsByRole;
  readonly testbed: Testbed;
  readonly topology: Topology;
  readonly blueprint: Blueprint;
  readonly counting: SinkCounting;
  /** The roles that send test frames by pktgen. */
  readonly senders: readonly RoleName[];
}

/**
 * What a run is measured on, for the archive.
 * @throws ParseFailure, and what hosts throw
 */
export const readSetup = async (
  { machines, testbed, topology, blueprint, counting, senders }: ReadyMachines,
  signal: AbortSignal,
): Promise<Setup> => {
  const { dut, sink } = machines.byRole;
  const modules = await modulesOf(dut, blueprint, testbed);
  const identified = isolatedRoles(await rolesOf(machines, testbed, topology), blueprint);
  const survey = await surveyOf(machines, testbed, portsOf(topology), signal);
  // One after the other: machines that are busy answer late, and bound the offset worse.
  const clocks = await compareClocks(
    clocksOf(machines.byRole, testbed.clocks, systemClock),
    signal,
  );
  const sinkCounting = await describeSinkCounting(counting, sink);
  const roles = surveyed(identified, survey, senders);
  return { roles, ...modules, sinkCounting, clocks };
};
