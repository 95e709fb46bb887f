import { stringify } from 'yaml';
import { checkSimulation } from '../../config/fit.js';
import type { LoadedPlaybook } from '../../config/load.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import { bitsPerSecond } from '../../model/units.js';
import { SIMULATED_DEVICES } from '../../rfc2544/simulated-device/by-data-plane.js';
import {
  simulatedMeasurer,
  type SimulatedDevice,
} from '../../rfc2544/simulated-device/simulated-device.js';
import { placesOf } from '../run/cell.js';
import { withRunEvents, measurePlace, trialNumbers, type Measuring } from '../run/measuring.js';
import type { Backend } from './backend.js';

/** Stands for the testbed in the archive. */
export const SIMULATED_TESTBED = {
  name: 'simulated',
  environment: { kind: 'simulated' },
  /** Of the links that simulated devices would have. */
  linkSpeed: bitsPerSecond(1e9),
} as const;

/** The simulated devices and links as text, archived in place of a testbed file. */
export const simulationText = (): string =>
  `# simulated: no router was measured, links of ${SIMULATED_TESTBED.linkSpeed / 1e6} Mb/s\n` +
  stringify(SIMULATED_DEVICES);

/**
 * Conducts a playbook's procedures on simulated devices: no machine, no testbed, no waiting.
 * @param devices by data plane
 * @throws Interrupted
 */
export const simulatePlaybook = (
  order: Measuring,
  devices: Readonly<Record<DataPlaneName, SimulatedDevice>> = SIMULATED_DEVICES,
): Promise<void> =>
  withRunEvents(order, async () => {
    const sequence = trialNumbers(order.earlier);
    // With its loads, once the reference has been measured.
    let run = order;
    for (const place of placesOf(order.playbook)) {
      // Neither networks nor modifiers affect simulated devices.
      const measurer = simulatedMeasurer(devices[place.dataPlane]);
      run = await measurePlace(measurer, place, run, sequence);
    }
  });

/**
 * Simulated devices: no machine takes part.
 * @throws InvalidFile for more than one router, or loads that their links would not carry
 */
export const simulationBackend = (playbook: LoadedPlaybook): Backend => {
  const there = checkSimulation(SIMULATED_TESTBED, playbook);
  return {
    testbed: SIMULATED_TESTBED,
    playbook: there,
    text: simulationText(),
    measure: (order) => simulatePlaybook(order),
  };
};
