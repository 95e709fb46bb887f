import { ROLES } from '../../../../config/testbed/placed-port.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { systemClock } from '../../../../host/clock.js';
import type { Host } from '../../../../host/host.js';
import { roleNetwork } from '../../../../host/role-network.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import type { Topology } from '../../../../model/network/topology.js';
import { bootOf } from '../../../../provision/reset/restart.js';
import { standstillWatch } from '../../../../traffic/processors/standstill.js';
import type { EventListener } from '../../../run/events.js';
import { awaitClocks } from '../clocks/synchronize.js';
import type { Machines } from '../connect.js';
import { requireSameInterfaces } from '../interfaces.js';
import type { MachineSetup, StageOptions } from '../stage.js';
import { awaitLinks } from '../wiring/links.js';
import { awaitMachines, type Boots } from './await-machines.js';
import type { Aftermath } from './breaks.js';
import { kernelLogOf } from './kernel-logs.js';
import type { RepairCount } from './limits.js';
import type { Repairs } from './repaired-trials.js';
import { setUpAgain } from './set-up-again.js';

/** State of a whole run: the boot IDs of its machines, and how often they have been repaired. */
export interface RunHealth {
  readonly boots: Boots;
  readonly count: RepairCount;
}

/** The machines while a data plane is up, and who is notified. */
export interface RepairSetting extends RunHealth {
  readonly machines: Machines;
  readonly testbed: Pick<Testbed, 'roles' | 'clocks'>;
  readonly topology: Topology;
  /** The steps of each machine. */
  readonly setups: readonly MachineSetup[];
  readonly stage: StageOptions;
  readonly emit: EventListener;
}

/** The repairs of a testbed's machines. */
export const repairsOf = (setting: RepairSetting): Repairs => {
  const { machines, testbed, topology, setups, boots, count, stage, emit } = setting;
  const { roles, clocks } = testbed;
  const { dut, all, byRole } = machines;
  const testers = (['generator', 'sink'] as const).map((role) =>
    roleNetwork(byRole[role], roles[role]),
  );
  const toSetUp = (aftermath: Aftermath) =>
    aftermath === 'set-up-all' ? all : aftermath === 'set-up-dut' ? [dut] : [];
  return {
    awaitMachines: (signal) => awaitMachines(all, testers, boots, systemClock, signal),
    setUpAgain: async (aftermath, signal) => {
      const requirePorts = async (host: Host): Promise<void> => {
        const own = ROLES.filter((role) => byRole[role] === host);
        await settleAll(own.map((role) => requireSameInterfaces(host, roles[role], signal)));
      };
      await setUpAgain(setups, toSetUp(aftermath), requirePorts, { ...stage, signal });
      await awaitLinks(machines, roles, topology, signal);
      await awaitClocks(byRole, clocks, { clock: systemClock, signal });
    },
    keepLogs: async (length, restarted) => {
      const logs = all.map(async (host) => ({
        machine: host.name,
        text: await kernelLogOf(host, length, restarted.includes(host.name)),
      }));
      for (const log of await Promise.all(logs)) await emit({ type: 'kernel-log', ...log });
    },
    noteRestart: async (signal) => {
      // If it cannot be read, the next trial fails.
      const boot = await bootOf(dut, { signal }).catch(() => undefined);
      if (boot !== undefined) boots.set(dut.name, boot);
    },
    standstill: standstillWatch(),
    count,
    clock: systemClock,
    announce: stage.announce,
  };
};
