import { byDataPlane, type DataPlaneName } from '../../model/data-plane.js';
import { lineRate } from '../../model/frame.js';
import type { TrialOutcome } from '../../model/trial.js';
import { pps, type BitsPerSecond, type Bytes } from '../../model/units.js';
import { sendingPorts, type TestPlan } from '../../rfc2544/test-plan.js';
import { SIMULATED_DEVICES } from '../../rfc2544/simulated-device/by-data-plane.js';
import { fittedDevice } from '../../rfc2544/simulated-device/fitted-device.js';
import type { SimulatedDevice } from '../../rfc2544/simulated-device/simulated-device.js';
import type { RunCell } from '../run/cell.js';

/** The simulated device assumed for each data plane until more is known. */
export type Guess = Readonly<Record<DataPlaneName, SimulatedDevice>>;

/** The guess before anything is measured. */
export const FIRST_GUESS: Guess = SIMULATED_DEVICES;

/** The links of a playbook's ports. */
export interface GuessedLinks {
  readonly playbook: Pick<TestPlan, 'ingressPorts' | 'egressPorts' | 'traffic'>;
  readonly linkSpeed?: BitsPerSecond | undefined;
}

/**
 * The line rate of the receiving links, as a load over all sending ports; infinite if there are at least as many
 * of them, or their speed is unknown.
 */
const outgoingLimit = ({ playbook, linkSpeed }: GuessedLinks, frameSize: Bytes): number => {
  if (linkSpeed === undefined) return Infinity;
  const { ingressPorts, egressPorts, traffic } = playbook;
  const narrowest =
    traffic.direction === 'bidirectional'
      ? Math.min(egressPorts / ingressPorts, ingressPorts / egressPorts)
      : egressPorts / ingressPorts;
  return narrowest >= 1
    ? Infinity
    : lineRate(frameSize, linkSpeed) * sendingPorts(playbook) * narrowest;
};

const limited = (device: SimulatedDevice, limit: number): SimulatedDevice =>
  device.capacity <= limit ? device : { ...device, capacity: pps(limit) };

/** The device assumed for a data plane at a frame size, limited by its links. */
export const guessedDevice = (
  guess: Guess,
  links: GuessedLinks,
  { dataPlane, frameSize }: Pick<RunCell, 'dataPlane' | 'frameSize'>,
): SimulatedDevice => limited(guess[dataPlane], outgoingLimit(links, frameSize));

/**
 * The guess after trials on a data plane. If it forwards more or less than guessed, the guesses
 * for data planes not yet measured are scaled by the same factor.
 * @param measured data planes that have been measured before, whose guess is kept
 */
export const learnedFrom = (
  guess: Guess,
  links: GuessedLinks,
  cell: Pick<RunCell, 'dataPlane' | 'frameSize'>,
  results: readonly TrialOutcome[],
  measured: readonly DataPlaneName[],
): Guess => {
  const guessed = guessedDevice(guess, links, cell);
  const fitted = fittedDevice(guessed, results);
  if (fitted === guessed) return guess;
  const own = guess[cell.dataPlane].capacity;
  // The limit of the links is not the device's.
  const capacity = fitted.capacity === guessed.capacity ? own : fitted.capacity;
  const factor = own === 0 ? 1 : capacity / own;
  return byDataPlane((name) => {
    const device = guess[name];
    if (name === cell.dataPlane) return { ...fitted, capacity };
    return measured.includes(name)
      ? device
      : { ...device, capacity: pps(device.capacity * factor) };
  });
};
