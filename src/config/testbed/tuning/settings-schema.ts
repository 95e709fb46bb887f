import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { expected } from '../../../document/wording.js';

/** `on` and `off` as ethtool has them, or true and false. */
const ON_OFF = [
  z.boolean(),
  choiceOf('state', { on: 'the same as true', off: 'the same as false' }).transform(
    (word): boolean => word === 'on',
  ),
] as const;
const onOff = z.union(ON_OFF);

const count = (most: number) => z.int().min(1).max(most);

/** More than any driver takes. */
const MOST_DESCRIPTORS = 65_536;
const MOST_QUEUES = 1024;
const MOST_MICROSECONDS = 1_000_000;

const RING_LENGTH = [
  count(MOST_DESCRIPTORS),
  choiceOf('ring length', { max: 'the most that the driver takes' }),
] as const;
const ringLength = z.union(RING_LENGTH);

const parameterName = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, {
  error: expected("a name as ethtool prints it, such as 'rx-usecs'"),
});

/** Queueing disciplines that hold frames, and send none later than the port could. */
const QDISCS = {
  pfifo_fast: 'three bands in order of priority: the default of plain kernels',
  pfifo: 'one queue, of txqueuelen frames',
  fq_codel: 'a queue for each flow, and drops frames that wait long: the default of systemd',
  fq: 'a queue for each flow, paced',
  mq: 'one queueing discipline for each transmit queue of the NIC',
  noqueue: 'none: a frame that the NIC has no room for is dropped',
} as const;

/** The CPUs of a setting: a list, or the first of those that the role has. */
const cpus = z.union([
  z.array(z.int().min(0).max(1023)).min(1).max(1024),
  choiceOf('choice of CPUs', { first: "only the first of the role's cpus" }),
]);

/** Settings of the test ports of a role, and of its machine. Those that are absent are left as they are. */
export const settingKeys = {
  irqbalance: onOff
    .exactOptional()
    .describe(
      'off: irqbalance is stopped, as it moves interrupts during trials; default off with cpus',
    ),
  channels: count(MOST_QUEUES)
    .exactOptional()
    .describe('Queues of each port, for receiving and sending (ethtool -L)'),
  rss: z
    .union([
      z.strictObject({
        equal: count(MOST_QUEUES).describe('The first so many queues'),
      }),
      choiceOf('RSS table', { default: 'as the driver makes it' }),
    ])
    .exactOptional()
    .describe(
      'The table that spreads received frames over queues: equal over the first so many, or as the driver has it (ethtool -X)',
    ),
  rings: z
    .union([
      ...RING_LENGTH,
      z.strictObject({
        receive: ringLength.exactOptional().describe('Of each receive queue'),
        transmit: ringLength.exactOptional().describe('Of each transmit queue'),
      }),
    ])
    .exactOptional()
    .describe('Descriptors of each ring, or max: the most that the driver takes (ethtool -G)'),
  offloads: z
    .record(parameterName, onOff)
    .exactOptional()
    .describe(
      'Offloads by the names of ethtool -k, or the short ones of ethtool -K: gro, lro, tso',
    ),
  pause: onOff
    .exactOptional()
    .describe('Pause frames (IEEE 802.3x), received and sent; not negotiated then (ethtool -A)'),
  coalescing: z
    .union([
      choiceOf('interrupt moderation', { off: 'every frame interrupts at once' }),
      z.record(parameterName, z.union([...ON_OFF, z.int().min(0).max(MOST_MICROSECONDS)])),
    ])
    .exactOptional()
    .describe(
      'Interrupt moderation: off, or parameters by the names of ethtool -c; of e1000e rx-usecs: 0 is InterruptThrottleRate=0 (ethtool -C)',
    ),
  qdisc: choiceOf('queueing discipline', QDISCS)
    .exactOptional()
    .describe('The queueing discipline of each port (tc qdisc)'),
  cpus: cpus
    .exactOptional()
    .describe(
      "CPUs that the interrupts of the role's ports go to, in turn; first: only the first of the role's cpus. RPS is then off, and irqbalance stopped",
    ),
  rps: z
    .union([
      choiceOf('state of RPS', { off: 'the same as false' }).transform((): false => false),
      z.literal(false),
    ])
    .exactOptional()
    .describe(
      "off: received frames stay on the CPU that they came to; default with cpus. A playbook's receive switches it on",
    ),
  governor: z
    .string()
    .regex(/^[a-z][a-z_]{0,14}$/, { error: expected("a name such as 'performance'") })
    .exactOptional()
    .describe("The CPUs' frequency governor (scaling_governor)"),
  turbo: onOff.exactOptional().describe('Whether CPUs may exceed their base frequency'),
};

/** Settings as they are applied. */
export const settingsSchema = z.strictObject(settingKeys);

/** Settings of a machine, whatever its ports are. */
export const MACHINE_SETTINGS: readonly SettingName[] = ['irqbalance', 'governor', 'turbo'];

export type TuningSettings = z.output<typeof settingsSchema>;
export type SettingName = keyof TuningSettings;
