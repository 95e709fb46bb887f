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
import type { Measurer } from '../../rfc2544/measurer.js';
import { planeName } from '../../rfc2544/sections/context.js';
import type { RunPlace } from '../run/cell.js';
import { beginCourse, measureVisit, withRunEvents, type Measuring } from '../run/measuring.js';
import { visitsOf } from '../run/visits.js';
import type { Backend } from './backend.js';

/** Stands for the testbed in the archive. */
export const SIMULATED_TESTBED = {
  name: 'simulated',
  environment: { kind: 'simulated' },
  /** The speed of the simulated devices' links. */
  linkSpeed: bitsPerSecond(1e9),
} as const;

/** The simulated devices and links as text, archived in place of a testbed file. */
export const simulationText = (): string =>
  `# simulated: no router was measured, links of ${SIMULATED_TESTBED.linkSpeed / 1e6} Mb/s\n` +
  stringify(SIMULATED_DEVICES);

/** One measurer per place, so that its noise sequence continues when the place is visited again. */
const keptByPlace = (begin: (place: RunPlace) => Measurer): ((place: RunPlace) => Measurer) => {
  const measurers = new Map<string, Measurer>();
  return (place) => {
    const key = planeName(place);
    const measurer = measurers.get(key) ?? begin(place);
    measurers.set(key, measurer);
    return measurer;
  };
};

/**
 * Conducts a playbook's procedures on simulated devices: no machine, no testbed, no waiting.
 * @param devices by data plane
 * @param measurerOf of a device
 * @throws Interrupted
 */
export const simulatePlaybook = (
  order: Measuring,
  devices: Readonly<Record<DataPlaneName, SimulatedDevice>> = SIMULATED_DEVICES,
  measurerOf: (device: SimulatedDevice) => Measurer = simulatedMeasurer,
): Promise<void> =>
  withRunEvents(order, async () => {
    const course = beginCourse(order.earlier);
    const measurerAt = keptByPlace(({ dataPlane }) => measurerOf(devices[dataPlane]));
    // Has its loads once the reference has been measured.
    let run = order;
    for (const visit of visitsOf(order.playbook)) {
      // Neither networks nor modifiers affect simulated devices.
      run = await measureVisit(measurerAt(visit.place), visit, run, course);
    }
  });

/**
 * The backend of simulated devices, without machines.
 * @throws InvalidFile for more than one router, or loads above the line rate of their links
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
