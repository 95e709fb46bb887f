import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { PROTOCOLS } from '../../network/traffic.js';
import { count } from '../quantity.js';
import { stream } from '../trial-request.js';
import { dataPlane, network } from '../where.js';

const mac = z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
const port = z.int().min(0).max(0xffff);

/** What all frames of a stream have in common, on one data plane in one network. */
const streamFrames = z
  .strictObject({
    dataPlane,
    network,
    stream,
    sourceMac: mac.describe("Of the tester's port that sends it"),
    destinationMac: mac.describe('Of the interface that receives it on the DUT'),
    source: z.string().describe('IP address, unique to this stream'),
    destinations: z
      .strictObject({
        first: z.string().describe('Lowest IP address'),
        last: z.string().describe('Highest IP address; the same if there is only one'),
        networks: count('How many networks they are in'),
      })
      .describe('Destinations of the frames'),
  })
  .describe('What differs from stream to stream');

/** The format of a run's test frames (RFC 2544 section 8, appendix C). */
export const testFrames = z
  .strictObject({
    sender: z
      .enum(['pktgen', 'softnic-source'])
      .describe("The kernel's packet generator, or the source in the software NIC"),
    protocol: z.enum(PROTOCOLS).describe('Network protocol that carries UDP'),
    hopLimit: z.int().min(1).max(255).describe('Time to live of IPv4, hop limit of IPv6'),
    sourcePort: port.describe('UDP'),
    destinationPort: port.describe('UDP: the echo port of RFC 2544 appendix C.2.6.4'),
    udpChecksum: z.boolean().describe('Whether there is one: IPv4 frames have none'),
    payload: z.array(z.string()).describe('What follows the UDP header, in order'),
    eachFrame: z.array(z.string()).describe('What differs from frame to frame of a stream'),
    streams: z.array(streamFrames),
  })
  .describe('Format of the test frames, except for their size');

export type TestFrames = DeepReadonly<z.output<typeof testFrames>>;
