import { inSeconds, type Nanoseconds } from '../model/units.js';
import { atValue, type Finding } from '../document/finding.js';
import type { Playbook } from './playbook.js';
import type { Latency, Reset, SystemRecovery } from './procedure.js';
import { sendingPorts } from './sending-ports.js';
import { throughputFindings } from './throughput-checks.js';

type Path = readonly PropertyKey[];

/** The rules of a system recovery test that its schema cannot say. */
export const recoveryFindings = (
  playbook: Playbook,
  procedure: SystemRecovery,
  path: Path,
): Finding[] => {
  const { throughput, overload, observation } = procedure;
  const shortest = Math.min(overload, observation) / 1e9;
  // At half of at least the throughput each port has a frame to send.
  const empty = throughput !== undefined && (throughput / 2) * shortest < sendingPorts(playbook);
  return [
    ...throughputFindings(playbook, procedure, path, 'RFC 2544 section 26.5'),
    ...(empty
      ? [
          atValue(
            [...path, 'throughput'],
            `half of ${throughput} pps for ${shortest} s is less than a frame for each port`,
          ),
        ]
      : []),
  ];
};

/** What happens in a trial happens before it ends. */
const momentFindings = (moment: Nanoseconds, duration: Nanoseconds, place: Path): Finding[] =>
  moment < duration
    ? []
    : [
        atValue(
          place,
          `must be before the trial ends: ${inSeconds(moment)} s is not less than ${inSeconds(duration)} s`,
        ),
      ];

/** The rules of a latency test that its schema cannot say. */
export const latencyFindings = (playbook: Playbook, procedure: Latency, path: Path): Finding[] => [
  ...throughputFindings(playbook, procedure, path, 'RFC 2544 section 26.2'),
  ...momentFindings(procedure.tagAfter, procedure.duration, [...path, 'tagAfter']),
];

/** The rules of a reset test that its schema cannot say. */
export const resetFindings = (playbook: Playbook, procedure: Reset, path: Path): Finding[] => [
  ...throughputFindings(playbook, procedure, path, 'RFC 2544 section 26.6'),
  ...momentFindings(procedure.after, procedure.duration, [...path, 'after']),
];
