import { systemClock } from '../../../../host/clock.js';
import { roleNetwork } from '../../../../host/role-network.js';
import type { Network } from '../../../../model/network/network.js';
import { bytes } from '../../../../model/units.js';
import type { DataPlane } from '../../../../provision/dataplane/data-plane.js';
import { readTrialCounters, readUdpSockets } from '../../../../traffic/counters/read-counters.js';
import { FramesStopped } from '../../../../traffic/wiring/frames-stopped.js';
import { pktgenProbes, probeBy } from '../../../../traffic/wiring/probe.js';
import { allGetThrough, findStops, type Probe } from '../../../../traffic/wiring/stop.js';
import { portCounters, testPortsOf, type TestPort } from '../../../../traffic/wiring/test-ports.js';
import type { Machines } from '../connect.js';
import { withListeningPorts } from './listening-ports.js';
import type { TrialOrder } from '../machine-measurer.js';
import type { StageOptions } from '../stage.js';

/** A data plane on machines that are set up. */
export interface WiringPlace {
  readonly machines: Pick<Machines, 'byRole'>;
  readonly dataPlane: Pick<DataPlane, 'name'>;
  readonly network: Network;
}

const probeOf = (
  { machines: { byRole } }: WiringPlace,
  { testbed: { roles }, playbook, log }: TrialOrder,
  ports: readonly TestPort[],
  signal: AbortSignal,
): Probe => {
  const clock = systemClock;
  const frameSize = bytes(Math.min(...playbook.frameSizes));
  const networks = {
    generator: roleNetwork(byRole.generator, roles.generator),
    sink: roleNetwork(byRole.sink, roles.sink),
  };
  const warn = (message: string): void => {
    log.warn(message);
  };
  const places = { hosts: byRole, readUdpSockets };
  const counters = portCounters(ports);
  return probeBy({
    ports,
    read: () => readTrialCounters(places, counters, signal),
    send: pktgenProbes(frameSize, networks, { clock, warn }, signal),
    clock,
    signal,
  });
};

/**
 * Sends a few frames of each stream before the first trial of a data plane, and checks that they reach
 * the DUT's port and the sink's. They are not part of a trial.
 * @throws FramesStopped that says where they stopped, and which other port received them
 * @throws Interrupted, and what hosts throw
 */
export const checkWiring = async (
  place: WiringPlace,
  order: TrialOrder,
  stage: StageOptions,
): Promise<void> => {
  const { machines, dataPlane, network } = place;
  const { streams, topology } = network;
  const ports = testPortsOf(order.testbed.roles);
  const probe = probeOf(place, order, ports, stage.signal);
  stage.announce(`${dataPlane.name}: checking that frames are forwarded`);
  if (await allGetThrough(streams, probe)) return;
  stage.announce(`${dataPlane.name}: locating the port that frames do not reach`);
  const stops = await withListeningPorts(machines, ports, topology, stage, () =>
    findStops(streams, probe),
  );
  if (stops.length > 0) throw new FramesStopped(dataPlane.name, stops, ports);
  order.log.warn(
    `${dataPlane.name}: a few frames were lost before the first trial; every stream is forwarded`,
  );
};
