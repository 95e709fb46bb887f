import type { Host } from '../../../host/host.js';
import type { Modifier } from '../../../model/modifier.js';
import type { Network } from '../../../model/network/network.js';
import { runInOrder } from '../../../provision/commands.js';
import { routeUpdates } from '../../../provision/modifiers/route-updates.js';
import { managementQuery } from '../../../traffic/events/management-query.js';
import type { EverySecond } from '../../../traffic/events/every-second.js';
import type { PktgenMeasurerSetup } from '../../../traffic/trial/pktgen-setup.js';

/** Switches the DUT's routes between their two states. */
const alternating = (dut: Host, network: Network): EverySecond => {
  const { to } = routeUpdates(network);
  return (turn, signal) => runInOrder(dut, to(turn % 2 === 0 ? 'B' : 'A'), signal);
};

/** Background frames and actions during trials. */
type Meanwhile = Pick<PktgenMeasurerSetup, 'broadcast' | 'everySecond'>;

const NOTHING = (): Meanwhile => ({});

/** What each modifier does during trials: background frames, or actions on the DUT. */
const TABLE: Readonly<Record<Modifier, (dut: Host, network: Network) => Meanwhile>> = {
  none: NOTHING,
  'filters-1': NOTHING,
  'filters-25': NOTHING,
  broadcast: () => ({ broadcast: true }),
  management: (dut, { routers }) => ({ everySecond: managementQuery(dut, routers) }),
  'route-updates': (dut, network) => ({ everySecond: alternating(dut, network) }),
};

/** What a modifier does during trials. */
export const modifyingTrials = (modifier: Modifier, dut: Host, network: Network): Meanwhile =>
  TABLE[modifier](dut, network);
