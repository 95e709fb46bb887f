import type { RoleName, TestbedFile } from '../testbed-file.js';

type Calibrated = Pick<TestbedFile, 'calibration'>;

/** The ports at the ends of the calibration cable, the generator's first; undefined if there is none. */
export const calibrationCable = ({
  calibration,
}: Calibrated): Exclude<TestbedFile['calibration'], 'bridge'> =>
  calibration === 'bridge' ? undefined : calibration;

/** All cables of a testbed: those of its links, and the calibration cable. */
export const statedCables = ({
  links,
  ...testbed
}: Pick<TestbedFile, 'links'> & Calibrated): TestbedFile['links'] => {
  const cable = calibrationCable(testbed);
  return cable === undefined ? links : [...links, cable];
};

/** The network devices of a role at the calibration cable: one, or none. */
export const calibratedInterfaces = (
  { roles, ...testbed }: Pick<TestbedFile, 'roles'> & Calibrated,
  role: RoleName,
): readonly string[] =>
  roles[role].ports
    .filter(({ name }) => calibrationCable(testbed)?.includes(name) === true)
    .map((port) => port.interface);
