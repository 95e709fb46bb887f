import type { PktgenDevice } from '../../linux/pktgen/device.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';

/**
 * What is wrong with a run of pktgen by what it says itself and by what its drivers counted; each
 * with the device it is about. Pure.
 * @param sentByPort frames sent by the driver of each device
 */
export const pktgenProblems = (
  devices: readonly PktgenDevice[],
  results: readonly PktgenResult[],
  sentByPort: readonly number[],
): readonly string[] =>
  devices.flatMap((device, index) =>
    problems(device, results[index], sentByPort[index]).map(
      (detail) => `${device.interface}: ${detail}`,
    ),
  );

const problems = (
  asked: PktgenDevice,
  result: PktgenResult | undefined,
  driver: number | undefined,
): readonly string[] => {
  if (result === undefined || driver === undefined) return ['no result'];
  const found: string[] = [];
  if (!result.result.startsWith('OK')) found.push(`pktgen says '${result.result}'`);
  if (result.errors > 0) found.push(`pktgen counts ${result.errors} errors`);
  if (
    result.count !== asked.count ||
    result.delay !== (asked.laterDelay ?? asked.delay) ||
    result.packetSize !== asked.packetSize
  ) {
    found.push('pktgen was configured otherwise than asked');
  }
  if (driver !== result.sent) {
    const why = driver > result.sent ? ': something else sends there too (IPv6, ARP?)' : '';
    found.push(`pktgen sent ${result.sent} frames, its driver ${driver}${why}`);
  }
  return found;
};

/** The same of what is sent beside test frames, whose drivers' counts are not told apart. */
export const backgroundProblems = (
  background: readonly { readonly device: PktgenDevice; readonly result: PktgenResult }[],
): readonly string[] =>
  pktgenProblems(
    background.map(({ device }) => device),
    background.map(({ result }) => result),
    background.map(({ result }) => result.sent),
  );
