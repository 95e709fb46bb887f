import type { Device } from '../linux/ip/device.js';
import { inSeconds, seconds, type Nanoseconds } from '../model/units.js';
import type { DescribedCheck } from './check.js';
import type { CheckFinding } from './finding.js';
import type { RoleSubject } from './subject.js';

/** How long the ports of idle machines are watched. */
export const WATCHED: Nanoseconds = seconds(2);

/** Compares two readings, so it is not in the tables of checks, but is described like them. */
export const FOREIGN_TRAFFIC = {
  name: 'foreign-traffic',
  title: 'Foreign traffic',
  about:
    'A port that receives frames while nothing is measured has a neighbour that sends unsolicited frames: LLDP or spanning tree of a switch, router advertisements, DHCP, NetworkManager at the other end. They are counted with the frames of a trial. `tcpdump -eni PORT` shows them.',
} as const satisfies DescribedCheck;

const receivedBy = (devices: readonly Device[], name: string): number | undefined =>
  devices.find((device) => device.name === name)?.received;

/** Whether any port of a role can receive frames. */
export const canReceive = ({ ports }: RoleSubject, devices: readonly Device[]): boolean =>
  devices.some(
    ({ name, flags }) =>
      flags.includes('LOWER_UP') && ports.some((port) => port.interface === name),
  );

/** Findings about frames that ports received between two readings while no test frames were sent. Pure. */
export const foreignTraffic = (
  { ports }: RoleSubject,
  before: readonly Device[],
  after: readonly Device[],
): readonly CheckFinding[] =>
  ports.flatMap((port) => {
    const [first, last] = [receivedBy(before, port.interface), receivedBy(after, port.interface)];
    if (first === undefined || last === undefined || last <= first) return [];
    return [
      {
        severity: 'distorts',
        port: port.name,
        found: `it received ${last - first} frames in ${inSeconds(WATCHED)} s while nothing was measured`,
        why: 'such frames are counted with those of a trial',
        fix: `identify them: tcpdump -eni ${port.interface}; then stop their sender`,
      },
    ];
  });
