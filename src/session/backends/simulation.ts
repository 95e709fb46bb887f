import { stringify } from 'yaml';
import { checkSimulation } from '../../config/fit.js';
import type { LoadedPlaybook } from '../../config/load.js';
import { byDataPlane, DATA_PLANES, type DataPlaneName } from '../../model/data-plane.js';
import { bitsPerSecond, milliseconds, pps, seconds } from '../../model/units.js';
import {
  simulatedMeasurer,
  type SimulatedDevice,
} from '../../rfc2544/simulated-device/simulated-device.js';
import { withRunEvents, measureDataPlane, trialNumbers, type Measuring } from '../run/measuring.js';
import type { Backend } from './backend.js';

/** Devices with parameters of their own, chosen to give curves of different shapes. */
const SHAPED: Readonly<Partial<Record<DataPlaneName, SimulatedDevice>>> = {
  'ip-forwarder': {
    capacity: pps(785_000),
    bufferDepth: 1_024,
    latency: milliseconds(0.014),
    recoveryTime: milliseconds(2),
    resetTime: seconds(1.5),
    seed: 1,
  },
  macvlan: {
    capacity: pps(720_000),
    bufferDepth: 1_024,
    latency: milliseconds(0.018),
    recoveryTime: milliseconds(3),
    resetTime: seconds(2),
    seed: 2,
  },
  // Collapses: for every two frames above the capacity, one forwarded frame is lost.
  'softnet-macvlan': {
    capacity: pps(690_000),
    overloadPenalty: 0.5,
    bufferDepth: 300,
    latency: milliseconds(0.025),
    recoveryTime: milliseconds(40),
    resetTime: seconds(3),
    seed: 3,
  },
  // Reaches a plateau and stays there.
  'napi-macvlan': {
    capacity: pps(700_000),
    bufferDepth: 512,
    latency: milliseconds(0.016),
    recoveryTime: milliseconds(1),
    resetTime: seconds(3),
    seed: 4,
  },
};

/** A device like others, a little slower than those before it in the list. */
const ordinaryDevice = (index: number): SimulatedDevice => ({
  capacity: pps(700_000 - 30_000 * index),
  bufferDepth: 1_024,
  latency: milliseconds(0.02),
  recoveryTime: milliseconds(5),
  resetTime: seconds(3),
  seed: index + 1,
});

/**
 * The device that stands for each data plane in a simulated run. Its parameters are not measurements
 * of a router, nor are its results.
 */
export const SIMULATED_DEVICES = byDataPlane(
  (name) => SHAPED[name] ?? ordinaryDevice(DATA_PLANES.indexOf(name)),
);

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
    const sequence = trialNumbers();
    for (const dataPlane of order.playbook.dataPlanes) {
      for (const modifier of order.playbook.modifiers) {
        // Modifiers do not affect simulated devices.
        const measurer = simulatedMeasurer(devices[dataPlane]);
        await measureDataPlane(measurer, { dataPlane, modifier }, order, sequence);
      }
    }
  });

/**
 * Simulated devices: no machine takes part.
 * @throws InvalidFile for more than one router, or loads that their links would not carry
 */
export const simulationBackend = (playbook: LoadedPlaybook): Backend => {
  checkSimulation(SIMULATED_TESTBED, playbook);
  return {
    testbed: SIMULATED_TESTBED,
    text: simulationText(),
    measure: (order) => simulatePlaybook(order),
  };
};
