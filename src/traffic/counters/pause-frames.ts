import { ROLES } from '../../config/testbed/placed-port.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import { query } from '../../host/query.js';
import type { RoleNetwork } from '../../host/role-network.js';
import { pauseCounts, type PauseCounts } from '../../linux/device/pause-counters.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import { portsByRole, type Port, type Topology } from '../../model/network/topology.js';
import type { PortPauses } from '../../model/trial.js';

/** The pause frames of ports so far, by their names in the testbed. */
export type PauseReading = ReadonlyMap<string, PauseCounts>;

/** What counts pause frames: the drivers of the ports in use. */
export interface PauseFrames {
  /** @throws what Host.run throws */
  readonly read: (signal: AbortSignal) => Promise<PauseReading>;
}

/** The pause frames of a role's ports. A port whose driver has no such counter is queried only once. */
const ofRole = ({ host }: Pick<RoleNetwork, 'host'>, ports: readonly Port[]): PauseFrames => {
  let counting: readonly Port[] | undefined;
  return {
    read: async (signal) => {
      const asked = counting ?? ports;
      if (asked.length === 0) return new Map();
      const counts = await query(host, pauseCounts(asked.map((port) => port.interface)), {
        signal,
      });
      const found = asked.flatMap((port) => {
        const own = counts.get(port.interface);
        return own === undefined ? [] : [{ port, own }];
      });
      counting ??= found.map(({ port }) => port);
      return new Map(found.map(({ port, own }) => [port.name, own]));
    },
  };
};

/** The pause frames of all ports of a topology. Not for software ports, which have none. */
export const pauseFramesOn = (
  networks: Readonly<Record<RoleName, Pick<RoleNetwork, 'host'>>>,
  topology: Topology,
): PauseFrames => {
  const ports = portsByRole(topology);
  const roles = ROLES.map((role) => ofRole(networks[role], ports[role]));
  return {
    read: async (signal) => {
      const readings = await settleAll(roles.map((role) => role.read(signal)));
      return new Map(readings.flatMap((reading) => [...reading]));
    },
  };
};

/** The increase of a counter; counted from 0 if the driver was reloaded meanwhile. */
const moved = (before: number, after: number): number => (after < before ? after : after - before);

/** The ports that received or sent pause frames between two readings. Pure. */
export const pausesBetween = (before: PauseReading, after: PauseReading): readonly PortPauses[] =>
  [...after].flatMap(([port, now]) => {
    const then = before.get(port) ?? now;
    const received = moved(then.received, now.received);
    const sent = moved(then.sent, now.sent);
    return received + sent === 0 ? [] : [{ port, received, sent }];
  });
