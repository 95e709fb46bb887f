import type { RoleName, TestbedFile } from '../testbed-file.js';

/** All cables of a testbed: those of its links, and the one that the tester is calibrated over. */
export const statedCables = ({
  links,
  calibration,
}: Pick<TestbedFile, 'links' | 'calibration'>): TestbedFile['links'] =>
  calibration === undefined ? links : [...links, calibration];

/** The network devices of a role at the cable that the tester is calibrated over: one, or none. */
export const calibratedInterfaces = (
  { roles, calibration }: Pick<TestbedFile, 'roles' | 'calibration'>,
  role: RoleName,
): readonly string[] =>
  roles[role].ports
    .filter(({ name }) => calibration?.includes(name) === true)
    .map((port) => port.interface);
