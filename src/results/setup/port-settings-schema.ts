import { z } from 'zod';
import { count, duration, length } from '../../model/schema/quantity.js';
import { bitsPerSecond } from '../../model/units.js';
import { unread } from './unread-schema.js';

const limited = (what: string) =>
  count(what).nullable().describe(`${what}; null where the driver has none`);

const amounts = (of: string) => ({
  now: limited(`${of}, as set`),
  maximum: limited(`${of}, the most the driver takes`),
});

const amount = (of: string) => z.strictObject(amounts(of)).describe(of);

const cpuList = (what: string) => z.string().describe(`${what}: 0-3,6; empty for none`);

const link = z.strictObject({
  detected: z.boolean().nullable().describe('Whether there is a link'),
  speed: z
    .number()
    .positive()
    .transform(bitsPerSecond)
    .describe('As negotiated, in bit/s; null where the driver does not say')
    .nullable(),
  duplex: z.enum(['full', 'half']).nullable().describe('null where the driver does not say'),
  autonegotiation: z.boolean().nullable().describe('null where the driver does not say'),
  medium: z.string().nullable().describe("ethtool's Port: Twisted Pair, FIBRE ..."),
});

const interrupt = z.strictObject({
  irq: count('Its number, which may differ from boot to boot'),
  name: z.string().describe('As in /proc/interrupts: eth1-rx-0'),
  affinity: cpuList('CPUs it may go to'),
  effective: cpuList('CPUs it goes to').nullable(),
});

/** How a network port was set, as it was read when the run had set it up. */
export const portSettingsSchema = z
  .strictObject({
    driverVersion: z
      .string()
      .nullable()
      .describe("The driver's own; in-tree ones have the kernel's"),
    driverModule: z
      .strictObject({
        name: z.string().describe("The module's name"),
        srcversion: z.string().nullable().describe("modinfo's hash of its sources"),
        parameters: z.record(z.string(), z.string()).describe('As the kernel prints them'),
      })
      .nullable()
      .describe('The module that has the driver; null where it is built in, or none has it'),
    bus: z.string().nullable().describe('Where the device is: its PCI slot, 0000:03:00.0'),
    pci: z
      .strictObject({
        vendor: z.string().describe('Of the device'),
        device: z.string().describe('Of the device'),
        subsystemVendor: z.string().describe('Of the card it is on'),
        subsystemDevice: z.string().describe('Of the card it is on'),
        revision: z.string().describe('Of the device'),
      })
      .nullable()
      .describe('What the device is, by its numbers in hexadecimal'),
    numaNode: count('The node the device is at').nullable(),
    link: link.nullable().describe('As negotiated'),
    rings: z
      .strictObject({
        receive: amount('Descriptors of a receive ring'),
        transmit: amount('Descriptors of a transmit ring'),
      })
      .nullable()
      .describe('ethtool -g'),
    channels: z
      .strictObject({
        receive: amount('Queues that receive only'),
        transmit: amount('Queues that transmit only'),
        combined: amount('Queues that do both'),
        other: amount('Channels for other interrupts'),
      })
      .nullable()
      .describe('ethtool -l'),
    coalescing: z
      .record(
        z.string(),
        z.union([z.boolean(), count('In microseconds where its name says usecs, else frames')]),
      )
      .nullable()
      .describe("How interrupts are moderated, by ethtool's names (-c): rx-usecs, adaptive-rx"),
    pause: z
      .strictObject({
        autonegotiate: z.boolean().describe('Whether both ends agree on it'),
        receive: z.boolean().describe('Pause frames stop the port'),
        transmit: z.boolean().describe('The port sends pause frames'),
      })
      .nullable()
      .describe('Flow control by pause frames, as in effect (ethtool -a)'),
    rss: z
      .strictObject({
        queues: count('Receive queues that frames can go to'),
        table: z
          .array(count('A receive queue'))
          .nullable()
          .describe('The queue of each hash value; null where the driver does not tell'),
        key: z.string().nullable().describe('Of the hash; null where the driver does not tell'),
        functions: z.array(z.string()).describe('Hash functions in use: toeplitz'),
      })
      .nullable()
      .describe('How received frames are spread over queues (ethtool -x)'),
    interrupts: z.array(interrupt).nullable().describe("The device's, and the CPUs they go to"),
    receiveSteering: z
      .array(
        z.strictObject({
          queue: z.string().describe('rx-0'),
          cpus: cpuList('CPUs that received frames are handed to (RPS)'),
          flows: count('Entries of its flow table (RFS)').nullable(),
        }),
      )
      .nullable()
      .describe('Receive packet steering, in software'),
    transmitSteering: z
      .array(
        z.strictObject({
          queue: z.string().describe('tx-0'),
          cpus: cpuList('CPUs that transmit through it (XPS)').nullable(),
        }),
      )
      .nullable()
      .describe('Transmit packet steering; null for its CPUs where the device has one queue'),
    mtu: length('Largest IP packet').nullable(),
    transmitQueueLength: count('Frames that wait for the device at most, in its qdisc').nullable(),
    napi: z
      .strictObject({
        threaded: z.boolean().describe('Polled by threads of the kernel, not in SoftIRQs'),
        groFlushTimeout: duration('Until polled frames are passed on at the latest'),
        deferHardIrqs: count('Empty polls until interrupts are enabled again'),
      })
      .nullable()
      .describe('How the kernel polls it'),
    unread,
  })
  .describe('Link, queues, interrupts; absent in archives of earlier versions');
