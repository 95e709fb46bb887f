import type { Host } from '../host/host.js';
import type { Modifier } from '../model/modifier.js';
import type { Network } from '../model/network/network.js';
import { runInOrder } from '../provision/commands.js';
import { routeUpdates } from '../provision/modifiers/route-updates.js';
import { managementQuery } from '../traffic/events/management-query.js';
import type { EverySecond } from '../traffic/events/every-second.js';
import type { PktgenMeasurerSetup } from '../traffic/pktgen-measurer.js';

/** Brings the DUT's routes to the one state and the other in turn. */
const alternating = (dut: Host, network: Network): EverySecond => {
  const { to } = routeUpdates(network);
  return (turn, signal) => runInOrder(dut, to(turn % 2 === 0 ? 'B' : 'A'), signal);
};

/** What a modifier does during trials: in the background of the test frames, or to the DUT. */
export const modifyingTrials = (
  modifier: Modifier,
  dut: Host,
  network: Network,
): Pick<PktgenMeasurerSetup, 'broadcast' | 'everySecond'> => {
  switch (modifier) {
    case 'none':
    case 'filters-1':
    case 'filters-25':
      return {};
    case 'broadcast':
      return { broadcast: true };
    case 'management':
      return { everySecond: managementQuery(dut, network.routers) };
    case 'route-updates':
      return { everySecond: alternating(dut, network) };
  }
};
