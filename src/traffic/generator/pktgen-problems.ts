import { sum } from '../../model/numbers/sum.js';
import type { PortSent } from '../counters/conservation.js';
import type { DeviceRun } from './interrupted-run.js';
import type { SentFlow } from './pktgen-senders.js';

/** Problems in a device's run as reported by pktgen. */
const deviceProblems = ({ device, result }: DeviceRun): readonly string[] => {
  const found: string[] = [];
  if (!result.result.startsWith('OK')) found.push(`pktgen says '${result.result}'`);
  if (result.errors > 0) found.push(`pktgen counts ${result.errors} errors`);
  if (
    result.count !== device.count ||
    result.delay !== (device.laterDelay ?? device.delay) ||
    result.packetSize !== device.packetSize
  ) {
    found.push('pktgen reports a configuration other than the one it was given');
  }
  return found.map((problem) => `${device.interface}: ${problem}`);
};

/** Differences between a port's driver and pktgen, over all of the port's streams. */
const portProblems = (own: readonly SentFlow[], { port, frames }: PortSent): readonly string[] => {
  const sent = sum(own.map(({ result }) => result.sent));
  if (sent === frames) return [];
  // A driver drops the frames in its ring when its link goes down.
  if (frames < sent && own.some(({ interrupted }) => interrupted !== undefined)) return [];
  const why = frames > sent ? ': something else sends there too (IPv6, ARP?)' : '';
  return [`${port.interface}: pktgen sent ${sent} frames, its driver ${frames}${why}`];
};

/**
 * Problems in a run of pktgen, from its own results and the drivers' counts; each with its device
 * or port. Pure.
 * @param sentByPort test frames sent by the driver of each port
 */
export const pktgenProblems = (
  sent: readonly SentFlow[],
  sentByPort: readonly PortSent[],
): readonly string[] => [
  ...sentByPort.flatMap((port) => {
    const own = sent.filter(({ flow }) => port.streams.has(flow.stream.id));
    return [...own.flatMap(deviceProblems), ...portProblems(own, port)];
  }),
  ...sent.flatMap(({ background }) => (background === undefined ? [] : deviceProblems(background))),
];
