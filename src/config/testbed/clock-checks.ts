import { atKey, atValue, type Finding } from '../../document/finding.js';
import { ptp4lOf } from './clocks.js';
import type { PlacedPort } from './placed-port.js';
import type { TestbedFile } from './testbed-file.js';

const PTP4L = ['clocks', 'ptp4l'] as const;

/** Problems with the ptp4l that a run starts. */
export const clockFindings = (
  { clocks, roles, lab }: TestbedFile,
  ports: readonly PlacedPort[],
): readonly Finding[] => {
  const ptp4l = ptp4lOf(clocks);
  if (ptp4l === undefined) return [];
  if (roles.generator.machine === roles.sink.machine) {
    const why = 'generator and sink are one machine, which has one clock: leave ptp4l out';
    return [atKey(PTP4L, why)];
  }
  if (lab !== undefined) {
    const why =
      "a lab's machines have no links except for test ports, and PTP needs another one: leave ptp4l out";
    return [atKey(PTP4L, why)];
  }
  return (['generator', 'sink'] as const).flatMap((role) => {
    const taken = ports.find(
      ({ port, role: owner }) =>
        roles[owner].machine === roles[role].machine && port.interface === ptp4l[role],
    );
    return taken === undefined
      ? []
      : [
          atValue(
            [...PTP4L, role],
            `'${ptp4l[role]}' is test port '${taken.port.name}', whose counters would include PTP messages: use another interface`,
          ),
        ];
  });
};
