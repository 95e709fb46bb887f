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

/** Frame counts along the path; the five are often confused. */
export const trialCounts = z
  .strictObject({
    intended: frames(
      'Requested: load times duration, over all ports, less the time without carrier on every port',
    ),
    offered: frames('Sent, as reported by the generator'),
    receivedByDut: frames(
      "Received by the DUT's ingress NICs; null if it was reset, perhaps with its counters",
    ).nullable(),
    forwarded: frames("Sent by the DUT's egress NICs; null likewise").nullable(),
    receivedBySink: frames(
      'Received by the sink: test frames if its module counts, else all frames that its NICs counted',
    ),
  })
  .describe('Frame counts along the path; the five are often confused');

const streamCounts = z
  .strictObject({
    intended: frames("The stream's part of the load times duration, likewise"),
    offered: frames('Sent of the stream, as reported by the generator'),
    receivedByDut: frames(
      "At the DUT's port, or at the router's interface if several streams share the port",
    ).nullable(),
    forwarded: frames('Likewise, where it leaves').nullable(),
    receivedBySink: frames('Received by the sink').nullable(),
  })
  .describe('The same counts of one stream; null if no counter counts only its frames');

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

/** The loss at one place. */
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
        'With several routers: those whose own counters there counted any; the remaining frames' +
          ' were counted by counters that routers share',
      ),
  })
  .describe('Losses counted at one place; only places with losses are listed');

const sinkArrivals = z
  .strictObject({
    frames: frames('Test frames, duplicates included'),
    foreign: frames('Frames not sent by the generator'),
    order: z
      .strictObject({
        lost: z.int().describe('Missing up to the last frame that arrived, in frames'),
        duplicates: frames('Those received more than once'),
        reordered: frames('By the definition of RFC 4737 section 3.3'),
        unknown: frames(
          'Thousands of frames late: too old to distinguish reordered frames from duplicates',
        ),
      })
      .exactOptional()
      .describe(
        'By sequence numbers, over all flows; absent if frames share them, or arrived on several CPUs',
      ),
  })
  .describe("A trial's frames as counted by the sink's kernel module (kernel-patch/frame-sink)");

/** Pause frames at one port in one trial. */
export const portPauses = z
  .strictObject({
    port: z.string().describe('Its name in the testbed'),
    received: frames('Pause frames that the port received, as its driver counts them'),
    sent: frames('Pause frames that it sent'),
  })
  .describe('Pause frames at one port (IEEE 802.3x): a full receiver stopped its sender');

/** Both counts of a sink. */
export const sinkCounts = z
  .strictObject({ nic: frames('Received by its NICs, of any kind'), module: sinkArrivals })
  .describe('Both counts of the sink: by its NICs and by its kernel module');

export type LossLocation = (typeof LOSS_LOCATIONS)[number];
export type TrialCounts = DeepReadonly<z.output<typeof trialCounts>>;
export type StreamResult = DeepReadonly<z.output<typeof streamResult>>;
export type Loss = DeepReadonly<z.output<typeof loss>>;
export type SinkArrivals = DeepReadonly<z.output<typeof sinkArrivals>>;
export type PortPauses = DeepReadonly<z.output<typeof portPauses>>;
export type SinkCounts = DeepReadonly<z.output<typeof sinkCounts>>;
