import type { Device } from '../linux/ip/device.js';
import { inSeconds, seconds, type Nanoseconds } from '../model/units.js';
import type { CheckFinding } from './finding.js';
import type { RoleSubject } from './subject.js';

/** For so long the ports of idle machines are watched. */
export const WATCHED: Nanoseconds = seconds(2);

/** It compares two readings, so it is no check of the table; it is described as those are. */
export const FOREIGN_TRAFFIC = {
  name: 'foreign-traffic',
  title: 'Foreign traffic',
  about:
    'A port that receives frames while nobody measures has a neighbour that speaks by itself: LLDP and spanning tree of a switch, router advertisements, DHCP, NetworkManager at the other end. Its frames are counted with those of a trial. `tcpdump -eni PORT` shows what they are.',
} as const;

const receivedBy = (devices: readonly Device[], name: string): number | undefined =>
  devices.find((device) => device.name === name)?.received;

/** Whether any port of a role may receive something at all. */
export const canReceive = ({ ports }: RoleSubject, devices: readonly Device[]): boolean =>
  devices.some(
    ({ name, flags }) =>
      flags.includes('LOWER_UP') && ports.some((port) => port.interface === name),
  );

/** What ports received between two readings, in which nothing was sent to them. Pure. */
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
        found: `it received ${last - first} frames in ${inSeconds(WATCHED)} s, though nothing was measured`,
        why: 'such frames are counted with those of a trial',
        fix: `see what they are: tcpdump -eni ${port.interface}; then stop it at the other end`,
      },
    ];
  });
