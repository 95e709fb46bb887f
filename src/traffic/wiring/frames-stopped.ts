import { PreconditionFailure } from '../../model/failure.js';
import type { Count, Stop } from './stop.js';
import { portText, type TestPort } from './test-ports.js';

/** Frames of streams do not reach the sink: the cabling differs from the testbed, or the DUT drops them. */
export class FramesStopped extends PreconditionFailure {
  readonly stops: readonly Stop[];

  /** @param ports every test port of the testbed */
  constructor(dataPlane: string, stops: readonly Stop[], ports: readonly TestPort[]) {
    const placed = new Map(ports.map((port) => [port.name, port]));
    super({
      attempted: `checking before the first trial of ${dataPlane} that frames get through`,
      got: stops.map((stop) => describeStop(stop, placed)).join('\n'),
      remedy: [...new Set(stops.map(remedyFor))].join('\n  or: '),
    });
    this.stops = stops;
  }
}

type Placed = ReadonlyMap<string, TestPort>;

const countText = ({ port, counts, frames }: Count, sent: number, placed: Placed): string => {
  const place = placed.get(port);
  const name = place === undefined ? `port ${port}` : portText(place);
  return `${name} ${counts} ${frames} of ${sent}`;
};

const describeStop = (
  { stream, frames, last, missing, elsewhere }: Stop,
  placed: Placed,
): string => {
  const text = (count: Count): string => countText(count, frames, placed);
  const reached = last === undefined ? '' : `${text(last)}, but `;
  const others =
    elsewhere.length === 0
      ? `no other test port ${missing.counts} them`
      : elsewhere.map(text).join(', ');
  return `stream ${stream.id}: ${reached}${text(missing)}; ${others}`;
};

/** The remedy: check the cable between two ports, or the DUT itself. */
const remedyFor = ({ last, missing, elsewhere }: Stop): string => {
  if (last === undefined) return `find out why ${missing.port} does not send: ip -s link, dmesg`;
  if (missing.counts === 'sent') {
    return 'find out why the DUT does not forward them: nft list ruleset, ip route, tc filter show, dmesg';
  }
  const [other] = elsewhere;
  return other === undefined
    ? `check the cable between ${last.port} and ${missing.port}, and the testbed's links`
    : `${last.port} is connected to ${other.port}: move the cable to ${missing.port}, or correct the testbed's links`;
};
