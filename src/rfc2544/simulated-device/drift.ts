import type { TrialRequest } from '../../model/trial.js';
import { pps, type Nanoseconds } from '../../model/units.js';
import type { Measurer } from '../measurer.js';
import { simulatedMeasurer, type SimulatedDevice } from './simulated-device.js';

/** How devices emulated on one computer become faster or slower over time. */
export interface Drift {
  /** How much more they forward in the end, as a fraction: 0.2. */
  readonly by: number;
  /** The trial time, over all devices, in which that happens. */
  readonly within: Nanoseconds;
}

const lengthOf = ({ duration, secondLoad }: TrialRequest): number =>
  duration + (secondLoad?.duration ?? 0);

/** Simulated devices whose capacities all drift with the time that trials on any of them have taken. */
export const driftingMeasurers = ({
  by,
  within,
}: Drift): ((device: SimulatedDevice) => Measurer) => {
  let elapsed = 0;
  return (device) => ({
    measure: (request, signal) => {
      const capacity = pps(device.capacity * (1 + by * Math.min(1, elapsed / within)));
      elapsed += lengthOf(request);
      return simulatedMeasurer({ ...device, capacity }).measure(request, signal);
    },
  });
};
