import type { RoleNetwork } from '../../host/role-network.js';
import { parseLinkSpeeds, readLinkSpeeds, type PortLink } from '../../linux/device/link-speed.js';
import { sendingTime, serializationTime } from '../../model/frame.js';
import type { LatencySpan } from '../../model/latency.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import type { Stream } from '../../model/network/stream.js';
import { sum } from '../../model/numbers/sum.js';
import { nanoseconds, type Bytes } from '../../model/units.js';
import type { SinkFlow } from '../../modules/frame-sink/report.js';
import type { TesterNetworks } from '../generator/pktgen-senders.js';

type StampedBy = LatencySpan['stampedBy'];
type Serialization = LatencySpan['serialization'];

const NIL = nanoseconds(0);

const linksOn = async (
  { host }: Pick<RoleNetwork, 'host'>,
  ports: readonly string[],
  signal: AbortSignal,
): Promise<readonly PortLink[]> => {
  const { stdout } = await host.run(readLinkSpeeds([...new Set(ports)]), { signal });
  return parseLinkSpeeds(stdout, host.name);
};

/** The links of the testers' ports that streams use. @throws ParseFailure, and what Host.run throws */
export const testerLinks = async (
  { generator, sink }: TesterNetworks,
  streams: readonly Stream[],
  signal: AbortSignal,
): Promise<readonly PortLink[]> => {
  const at = (tester: Stream['sender']): string[] =>
    streams.flatMap(({ sender, entry, exit }) => [
      (sender === tester ? entry : exit).peer.interface,
    ]);
  const links = await settleAll([
    linksOn(generator, at('generator'), signal),
    linksOn(sink, at('sink'), signal),
  ]);
  return links.flat();
};

/**
 * The time of a frame on the links. On the first, preamble and frame are sent between the hand-over
 * and the last bit in. On the second, the frame is received between the first bit out and the
 * handler; a hardware timestamp is taken at the first bit. The interframe gap is part of neither.
 */
const serializationOf = (
  links: readonly PortLink[],
  frameSize: Bytes,
  stampedBy: StampedBy,
): Serialization => {
  const virtual = links.filter(({ hardware }) => !hardware);
  if (virtual.length > 0) {
    const names = virtual.map((port) => port.interface).join(', ');
    return { state: 'none', reason: `virtual ports have no known serialization time: ${names}` };
  }
  const [speed, another] = [...new Set(links.map((link) => link.speed))];
  if (speed === undefined) return { state: 'none', reason: 'the link speed is not known' };
  if (another !== undefined) return { state: 'none', reason: 'the links differ in speed' };
  return {
    state: 'subtracted',
    input: sendingTime(frameSize, speed),
    output: stampedBy === 'handler' ? serializationTime(frameSize, speed) : NIL,
  };
};

type Stamping = Pick<SinkFlow, 'frames' | 'stamping'>;

const stampedByOf = (flows: readonly Stamping[]): StampedBy => {
  const hardware = sum(flows.map(({ stamping }) => stamping.hardware));
  if (hardware === 0) return 'handler';
  return hardware === sum(flows.map(({ frames }) => frames)) ? 'hardware' : 'mixed';
};

const waitedOf = (flows: readonly Stamping[]): LatencySpan['waited'] => {
  const all = flows.flatMap(({ stamping }) => stamping.waited ?? []);
  if (all.length === 0) return undefined;
  return {
    least: Math.min(...all.map(({ least }) => least)),
    most: Math.max(...all.map(({ most }) => most)),
  };
};

/** The events between which a trial's latencies are measured, by the sink's report and the links. Pure. */
export const spanOf = (
  flows: readonly Stamping[],
  links: readonly PortLink[],
  frameSize: Bytes,
): LatencySpan => {
  const stampedBy = stampedByOf(flows);
  const waited = waitedOf(flows);
  return {
    stampedBy,
    ...(waited && { waited }),
    serialization: serializationOf(links, frameSize, stampedBy),
  };
};

/** The time subtracted from every latency, in ns. */
export const subtracted = ({ serialization }: Pick<LatencySpan, 'serialization'>): number =>
  serialization.state === 'subtracted' ? serialization.input + serialization.output : 0;
