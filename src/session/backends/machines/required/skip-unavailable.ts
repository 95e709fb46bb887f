import type { Playbook } from '../../../../config/playbook.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import type { DataPlaneName } from '../../../../model/data-plane.js';
import { cellsOf } from '../../../run/cell.js';
import type { Measuring } from '../../../run/measuring.js';
import { loadsByReference } from '../../../run/reference-loads.js';
import type { Machines } from '../connect.js';
import type { ModuleOrigin } from './module-trial.js';
import { lackingDataPlanes } from './required.js';

type Lacking = ReadonlyMap<DataPlaneName, string>;

/** A playbook without some of its data planes; a reference among them stays to be named. */
const withoutPlanes = (playbook: Playbook, lacking: Lacking): Playbook => {
  const kept = (names: readonly DataPlaneName[]) => names.filter((name) => !lacking.has(name));
  const { reference, networks, ...rest } = playbook;
  const own = networks?.map((network) =>
    network.dataPlanes === undefined
      ? network
      : { ...network, dataPlanes: kept(network.dataPlanes) },
  );
  return {
    ...rest,
    dataPlanes: kept(playbook.dataPlanes),
    ...(own !== undefined && { networks: own }),
    ...(reference !== undefined && !lacking.has(reference.dataPlane) && { reference }),
  };
};

/**
 * A run without the data planes that cannot be set up on the DUT: their cells are left out, each with
 * why, before anything is measured. Loads in proportion to a reference that is among them
 * are left out, too.
 * @returns the run as it is where nothing is missing, or where nothing else would be left
 */
export const withoutUnavailable = async <Order extends Measuring>(
  machines: Pick<Machines, 'dut'>,
  testbed: Pick<Testbed, 'environment'> & ModuleOrigin,
  order: Order,
): Promise<Order> => {
  const { playbook, written, emit } = order;
  const lacking = await lackingDataPlanes(machines.dut, testbed, playbook, order);
  const left = withoutPlanes(playbook, lacking);
  if (lacking.size === 0 || left.dataPlanes.length === 0) return order;
  for (const cell of cellsOf(playbook)) {
    const reason = lacking.get(cell.dataPlane);
    if (reason === undefined) continue;
    const { frameSize } = cell;
    await emit({
      type: 'left-out',
      cell,
      left: { frameSize, path: 'dataPlanes', reason, single: false },
    });
  }
  const { reference } = playbook;
  const why = reference && lacking.get(reference.dataPlane);
  if (why === undefined || written === undefined) return { ...order, playbook: left };
  const none = { state: 'none', reason: `it was not measured: ${why}` } as const;
  const throughputs = new Map(playbook.frameSizes.map((size) => [size, none]));
  const loads = loadsByReference(order, written, throughputs);
  await emit({ type: 'loads-known', loads });
  return { ...order, playbook: left, loads };
};
