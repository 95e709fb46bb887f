import type { PktgenDevice } from '../../linux/pktgen/device.js';
import { withoutFcs } from '../../model/frame.js';
import { Failure } from '../../model/failure.js';
import type { PortPlace } from '../../linux/device/port-place.js';
import type { TrialRequest } from '../../model/trial.js';
import { framesOf, type StreamFlow } from '../flows/stream-flows.js';
import { broadcastBackground } from './broadcast.js';
import { cpuOf } from './pktgen-threads.js';

/** The properties that the frames of all streams share. */
export interface PktgenFrames extends Pick<TrialRequest, 'frameSize'> {
  /** How often pktgen sends a frame unchanged before it builds the next. */
  readonly cloneSkb: number;
  /** Whether broadcast frames, which are not test frames, are sent as well. */
  readonly broadcast?: boolean | undefined;
}

/** A stream's flow and the pktgen device that sends it. */
export interface FlowDevice {
  readonly flow: StreamFlow;
  readonly device: PktgenDevice;
  /** Sends broadcast frames at the same port; absent if none are sent. */
  readonly background?: PktgenDevice | undefined;
}

/**
 * Before every frame a thread looks at all of its devices (next_to_run() in net/core/pktgen.c), and
 * each takes 1.5 MB of memory for its table of flows: beyond this number, a thread's rate is too low
 * to measure with, and four threads take more than 1.5 GB.
 */
export const MOST_DEVICES_A_THREAD = 256;

const checkDevices = (devices: number, threads: number): void => {
  if (devices <= threads * MOST_DEVICES_A_THREAD) return;
  throw new Failure({
    attempted: `offering streams by pktgen, with a device for each`,
    got: `${devices} devices on ${threads} threads; a thread can serve ${MOST_DEVICES_A_THREAD}, as it looks at all of them before every frame`,
    remedy: 'give the generator more CPUs, or send to fewer routers or interfaces',
  });
};

/**
 * The names of pktgen's devices on ports: `eth1`, `eth1@1`, `eth1@2`; what follows the @ is only
 * part of the name.
 */
const deviceNames = (): ((port: string) => string) => {
  const used = new Map<string, number>();
  return (port) => {
    const number = used.get(port) ?? 0;
    used.set(port, number + 1);
    return number === 0 ? port : `${port}@${number}`;
  };
};

/** The threads on CPUs of a port's NUMA node; all if there is none. */
const near = (threads: readonly string[], place: PortPlace | undefined): readonly string[] => {
  const found = threads.filter((thread) => place?.cpus?.includes(cpuOf(thread)) ?? true);
  return found.length > 0 ? found : threads;
};

/** A separate transmit queue for each thread, if there are enough. */
const queueOf = (place: PortPlace | undefined, thread: number): number | undefined =>
  place === undefined || place.transmitQueues < 2 ? undefined : thread % place.transmitQueues;

/**
 * Flows as pktgen devices, one for each, spread over the threads there: those of a port over the
 * threads on its NUMA node, each with a transmit queue. A second load adds to the frames of the
 * first: the devices continue with another delay.
 * @param places of ports, by interface; a port without one has no known place
 * @throws Failure for more devices than the threads can serve
 */
export const pktgenDevices = (
  flows: readonly StreamFlow[],
  { frameSize, cloneSkb, broadcast = false }: PktgenFrames,
  threads: readonly string[],
  places: ReadonlyMap<string, PortPlace> = new Map(),
): readonly FlowDevice[] => {
  checkDevices(flows.length * (broadcast ? 2 : 1), threads.length);
  const nameOn = deviceNames();
  const devices = flows.map((flow, index): FlowDevice => {
    const { stream, delay, second } = flow;
    const port = stream.entry.peer.interface;
    const place = places.get(port);
    const own = near(threads, place);
    const turn = index % own.length;
    const thread = own[turn];
    if (thread === undefined) throw new RangeError('pktgen has no thread');
    const device: PktgenDevice = {
      interface: nameOn(port),
      thread,
      count: framesOf(flow),
      delay,
      packetSize: withoutFcs(frameSize),
      laterDelay: second?.delay,
      destinationMac: stream.destinationMac,
      source: stream.source,
      destinations: stream.destinations,
      cloneSkb,
      queue: queueOf(place, turn),
      node: place?.node,
    };
    return { flow, device };
  });
  if (!broadcast) return devices;
  // Named after those of test frames, which get the port's own name.
  return devices.map(({ flow, device }) => ({
    flow,
    device,
    background: broadcastBackground(device, nameOn(flow.stream.entry.peer.interface)),
  }));
};
