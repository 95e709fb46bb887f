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

/** A playbook without the lacking data planes, and without the reference if it is one of them. */
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
 * the reason, before anything is measured. If the reference is one of them, loads in proportion to it
 * are left out, too.
 * @returns the unchanged run if nothing is missing, or if no data plane would be left
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
