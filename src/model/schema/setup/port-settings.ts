import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { count, duration, length } from '../quantity.js';
import { bitsPerSecond } from '../../units.js';
import { unread } from './unread.js';

const limited = (what: string) =>
  count(what).nullable().describe(`${what}; null if the driver has none`);

const amounts = (of: string) => ({
  now: limited(`${of}, as set`),
  maximum: limited(`${of}, the driver's maximum`),
});

const amount = (of: string) => z.strictObject(amounts(of)).describe(of);

const cpuList = (what: string) => z.string().describe(`${what}: 0-3,6; empty for none`);

const link = z.strictObject({
  detected: z.boolean().nullable().describe('Whether there is a link'),
  speed: z
    .number()
    .positive()
    .transform(bitsPerSecond)
    .describe('As negotiated, in bit/s; null if the driver does not report it')
    .nullable(),
  duplex: z.enum(['full', 'half']).nullable().describe('null if the driver does not report it'),
  autonegotiation: z.boolean().nullable().describe('null if the driver does not report it'),
  medium: z.string().nullable().describe("ethtool's Port: Twisted Pair, FIBRE ..."),
});

const interrupt = z.strictObject({
  irq: count('Its number, which may differ from boot to boot'),
  name: z.string().describe('As in /proc/interrupts: eth1-rx-0'),
  affinity: cpuList('CPUs it may be delivered to'),
  effective: cpuList('CPUs it is delivered to').nullable(),
});

/** Settings of a network port, read after the run had set it up. */
export const portSettingsSchema = z
  .strictObject({
    driverVersion: z
      .string()
      .nullable()
      .describe("The driver's own version; in-tree drivers report the kernel's"),
    driverModule: z
      .strictObject({
        name: z.string().describe("The module's name"),
        srcversion: z.string().nullable().describe("modinfo's hash of its sources"),
        parameters: z.record(z.string(), z.string()).describe('As the kernel prints them'),
      })
      .nullable()
      .describe('The module of the driver; null if it is built in, or there is none'),
    bus: z.string().nullable().describe('Bus address of the device: its PCI slot, 0000:03:00.0'),
    pci: z
      .strictObject({
        vendor: z.string().describe('Of the device'),
        device: z.string().describe('Of the device'),
        subsystemVendor: z.string().describe('Of the card'),
        subsystemDevice: z.string().describe('Of the card'),
        revision: z.string().describe('Of the device'),
      })
      .nullable()
      .describe('PCI IDs of the device, in hexadecimal'),
    numaNode: count('NUMA node of the device').nullable(),
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
        z.union([z.boolean(), count('In microseconds if its name says usecs, else in frames')]),
      )
      .nullable()
      .describe("Interrupt moderation, by ethtool's names (-c): rx-usecs, adaptive-rx"),
    pause: z
      .strictObject({
        autonegotiate: z.boolean().describe('Whether it is negotiated'),
        receive: z.boolean().describe('The port obeys pause frames'),
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
          .describe(
            'Indirection table: the queue of each hash value; null if the driver does not report it',
          ),
        key: z.string().nullable().describe('Hash key; null if the driver does not report it'),
        functions: z.array(z.string()).describe('Hash functions in use: toeplitz'),
      })
      .nullable()
      .describe('Distribution of received frames over queues (ethtool -x)'),
    interrupts: z.array(interrupt).nullable().describe('Interrupts of the device, with their CPUs'),
    receiveSteering: z
      .array(
        z.strictObject({
          queue: z.string().describe('rx-0'),
          cpus: cpuList('CPUs to which received frames are distributed (RPS)'),
          flows: count('Entries in its flow table (RFS)').nullable(),
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
      .describe('Transmit packet steering; cpus is null if the device has one queue'),
    mtu: length('Largest IP packet').nullable(),
    transmitQueueLength: count('Maximum number of frames in the qdisc of the device').nullable(),
    napi: z
      .strictObject({
        threaded: z.boolean().describe('Polled by kernel threads, not in SoftIRQs'),
        groFlushTimeout: duration('gro_flush_timeout: how long GRO may hold frames'),
        deferHardIrqs: count(
          'napi_defer_hard_irqs: empty polls until interrupts are enabled again',
        ),
      })
      .nullable()
      .describe('How the kernel polls it'),
    unread,
  })
  .describe('Link, queues, interrupts; absent in archives of earlier versions');

export type PortSettings = DeepReadonly<z.output<typeof portSettingsSchema>>;
export type PortLinkSettings = NonNullable<PortSettings['link']>;
export type Rings = NonNullable<PortSettings['rings']>;
export type Channels = NonNullable<PortSettings['channels']>;
export type Coalescing = NonNullable<PortSettings['coalescing']>;
export type Pause = NonNullable<PortSettings['pause']>;
export type Rss = NonNullable<PortSettings['rss']>;
