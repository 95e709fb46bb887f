import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { frames } from './quantity.js';
import { stream } from './trial-request.js';

/** Where a frame can be lost, in the order of its path. */
export const LOSS_LOCATIONS = [
  'ingress-nic',
  'backlog-queue',
  'packet-socket',
  'virtual-switch',
  'virtual-interface',
  'ip',
  'neighbour',
  'egress-qdisc',
  'egress-nic',
  'sink-nic',
] as const;

/** Five numbers that are often confused. */
export const trialCounts = z
  .strictObject({
    intended: frames(
      'Requested: load times duration, over all ports, less the time in which no port had a carrier',
    ),
    offered: frames('What the generator says it sent'),
    receivedByDut: frames(
      "What the DUT's ingress NICs received; null where it was reset, and its counters perhaps too",
    ).nullable(),
    forwarded: frames("What the DUT's egress NICs sent; null likewise").nullable(),
    receivedBySink: frames(
      'What the sink received: test frames where its module counts, else all that its NICs did',
    ),
  })
  .describe('Five numbers that are often confused');

const streamCounts = z
  .strictObject({
    intended: frames("The stream's part of the load, times duration, likewise"),
    offered: frames('What the generator says it sent of the stream'),
    receivedByDut: frames(
      "At the DUT's port, or at the router's interface where several streams share the port",
    ).nullable(),
    forwarded: frames('Likewise, where it leaves').nullable(),
    receivedBySink: frames('What the sink received of the stream').nullable(),
  })
  .describe('The same numbers of one stream; null where no counter counts its frames only');

/** The counts of one stream in one trial. */
export const streamResult = z
  .strictObject({
    stream,
    router: z.int().min(0).describe('Number of the router it goes through, from 0'),
    entry: z.string().describe("The DUT's port where it enters, by its name in the testbed"),
    exit: z.string().describe("The DUT's port where it leaves, by its name in the testbed"),
    counts: streamCounts,
  })
  .describe('The counts of one stream in one trial');

/** What was lost at one place. */
export const loss = z
  .strictObject({
    location: z.enum(LOSS_LOCATIONS).describe('Where, along the path of a frame'),
    frames: frames('Lost there'),
    routers: z
      .array(
        z.strictObject({
          router: z.int().min(0).describe('Number of the router, from 0'),
          frames: frames('Lost there of its frames'),
        }),
      )
      .exactOptional()
      .describe(
        'Of several routers, those with counters of their own there that counted any; what is left of' +
          ' the frames was counted by counters that routers share',
      ),
  })
  .describe('Losses counted at one place; only places with losses are listed');

const sinkArrivals = z
  .strictObject({
    frames: frames('Test frames, those that came twice included'),
    foreign: frames("Frames that were not the generator's"),
    order: z
      .strictObject({
        lost: z.int().describe('Left out, up to the last frame that came, in frames'),
        duplicates: frames('Those that came again'),
        reordered: frames('Those of RFC 4737 section 3.3'),
        unknown: frames(
          'Thousands of frames late: too old to distinguish reordered frames from duplicates',
        ),
      })
      .exactOptional()
      .describe(
        'By sequence numbers, over all flows; absent where frames share them, or came in on several CPUs',
      ),
  })
  .describe("What the sink's kernel module took of a trial's frames (kernel-patch/frame-sink)");

/** Pause frames at one port in one trial. */
export const portPauses = z
  .strictObject({
    port: z.string().describe('By its name in the testbed'),
    received: frames('Pause frames that the port received, as its driver counts them'),
    sent: frames('Pause frames that it sent'),
  })
  .describe('Pause frames at one port (IEEE 802.3x): a receiver that was full stopped its sender');

/** A sink that is counted twice. */
export const sinkCounts = z
  .strictObject({ nic: frames('What its NICs received, of any kind'), module: sinkArrivals })
  .describe('A sink that is counted twice');

export type LossLocation = (typeof LOSS_LOCATIONS)[number];
export type TrialCounts = DeepReadonly<z.output<typeof trialCounts>>;
export type StreamResult = DeepReadonly<z.output<typeof streamResult>>;
export type Loss = DeepReadonly<z.output<typeof loss>>;
export type SinkArrivals = DeepReadonly<z.output<typeof sinkArrivals>>;
export type PortPauses = DeepReadonly<z.output<typeof portPauses>>;
export type SinkCounts = DeepReadonly<z.output<typeof sinkCounts>>;
