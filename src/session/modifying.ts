import type { Host } from '../host/host.js';
import type { Modifier } from '../model/modifier.js';
import { streamsOf } from '../model/stream.js';
import type { Topology } from '../model/topology.js';
import type { Traffic } from '../model/traffic.js';
import type { DataPlane } from '../provision/dataplane/data-plane.js';
import { routeUpdates } from '../provision/modifiers/route-updates.js';
import { managementQuery } from '../traffic/events/management-query.js';
import type { EverySecond } from '../traffic/events/every-second.js';
import type { PktgenMeasurerSetup } from '../traffic/pktgen-measurer.js';

/** Brings the DUT's routes to the one state and the other in turn. */
const alternating = (
  dut: Host,
  dataPlane: DataPlane,
  topology: Topology,
  traffic: Traffic,
): EverySecond => {
  const { to } = routeUpdates(dataPlane, topology, traffic);
  return async (turn, signal) => {
    const { argv, stdin } = to(turn % 2 === 0 ? 'B' : 'A');
    await dut.run(argv, { signal, ...(stdin !== undefined && { stdin }) });
  };
};

/** What a modifier does during trials: beside the test frames, or to the DUT. */
export const modifyingTrials = (
  modifier: Modifier,
  dut: Host,
  dataPlane: DataPlane,
  topology: Topology,
  traffic: Traffic,
): Pick<PktgenMeasurerSetup, 'broadcast' | 'everySecond'> => {
  switch (modifier) {
    case 'none':
    case 'filters-1':
    case 'filters-25':
      return {};
    case 'broadcast':
      return { broadcast: true };
    case 'management': {
      const { namespace, device } = dataPlane.router(topology);
      const devices = streamsOf(topology, traffic).map(({ entry }) => device(entry));
      return { everySecond: managementQuery(dut, namespace, devices) };
    }
    case 'route-updates':
      return { everySecond: alternating(dut, dataPlane, topology, traffic) };
  }
};
