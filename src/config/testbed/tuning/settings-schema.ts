import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { expected } from '../../../document/wording.js';

/** `on` and `off` as in ethtool, or true and false. */
const ON_OFF = [
  z.boolean(),
  choiceOf('state', { on: 'the same as true', off: 'the same as false' }).transform(
    (word): boolean => word === 'on',
  ),
] as const;
const onOff = z.union(ON_OFF);

const count = (most: number) => z.int().min(1).max(most);

/** More than any driver supports. */
const MOST_DESCRIPTORS = 65_536;
const MOST_QUEUES = 1024;
const MOST_MICROSECONDS = 1_000_000;

const RING_LENGTH = [
  count(MOST_DESCRIPTORS),
  choiceOf('ring length', { max: "the driver's maximum" }),
] as const;
const ringLength = z.union(RING_LENGTH);

const parameterName = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, {
  error: expected("a name as ethtool prints it, such as 'rx-usecs'"),
});

/** Queueing disciplines that queue frames but do not shape them. */
const QDISCS = {
  pfifo_fast: 'three priority bands: the default of plain kernels',
  pfifo: 'one queue, of txqueuelen frames',
  fq_codel: 'a queue per flow, drops frames that wait too long: the default of systemd',
  fq: 'a queue per flow, paced',
  mq: 'one queueing discipline per transmit queue of the NIC',
  noqueue: 'none: a frame is dropped if the NIC has no room for it',
} as const;

/** The CPUs of a setting: a list, or the first of those that the role has. */
const cpus = z.union([
  z.array(z.int().min(0).max(1023)).min(1).max(1024),
  choiceOf('choice of CPUs', { first: "only the first of the role's cpus" }),
]);

/** Settings of a role's test ports and of its machine. Those that are absent are left unchanged. */
export const settingKeys = {
  irqbalance: onOff
    .exactOptional()
    .describe(
      'off: irqbalance is stopped, because it moves interrupts during trials; default off with cpus',
    ),
  channels: count(MOST_QUEUES)
    .exactOptional()
    .describe('Receive and transmit queues of each port (ethtool -L)'),
  rss: z
    .union([
      z.strictObject({
        equal: count(MOST_QUEUES).describe('Number of queues, from the first'),
      }),
      choiceOf('RSS table', { default: "the driver's default" }),
    ])
    .exactOptional()
    .describe(
      "Indirection table that distributes received frames over queues: equally over the first ones, or the driver's default (ethtool -X)",
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
    .describe("Descriptors of each ring, or max: the driver's maximum (ethtool -G)"),
  offloads: z
    .record(parameterName, onOff)
    .exactOptional()
    .describe(
      'Offloads by the names of ethtool -k, or the short ones of ethtool -K: gro, lro, tso',
    ),
  pause: onOff
    .exactOptional()
    .describe('Pause frames (IEEE 802.3x), received and sent, without negotiation (ethtool -A)'),
  coalescing: z
    .union([
      choiceOf('interrupt moderation', { off: 'an interrupt for every frame, without delay' }),
      z.record(parameterName, z.union([...ON_OFF, z.int().min(0).max(MOST_MICROSECONDS)])),
    ])
    .exactOptional()
    .describe(
      'Interrupt moderation: off, or parameters by the names of ethtool -c; with e1000e, rx-usecs: 0 is InterruptThrottleRate=0 (ethtool -C)',
    ),
  qdisc: choiceOf('queueing discipline', QDISCS)
    .exactOptional()
    .describe('The queueing discipline of each port (tc qdisc)'),
  cpus: cpus
    .exactOptional()
    .describe(
      "CPUs to which the interrupts of the role's ports are assigned in turn; first: only the first of the role's cpus. RPS is then off, and irqbalance stopped",
    ),
  rps: z
    .union([
      choiceOf('state of RPS', { off: 'the same as false' }).transform((): false => false),
      z.literal(false),
    ])
    .exactOptional()
    .describe(
      "off: received frames stay on the CPU of the interrupt; default with cpus. A playbook's receive switches it on",
    ),
  governor: z
    .string()
    .regex(/^[a-z][a-z_]{0,14}$/, { error: expected("a name such as 'performance'") })
    .exactOptional()
    .describe("The CPUs' frequency governor (scaling_governor)"),
  turbo: onOff.exactOptional().describe('Whether CPUs may exceed their base frequency'),
};

/** Settings to apply. */
export const settingsSchema = z.strictObject(settingKeys);

/** Settings of a machine, independent of its ports. */
export const MACHINE_SETTINGS: readonly SettingName[] = ['irqbalance', 'governor', 'turbo'];

export type TuningSettings = z.output<typeof settingsSchema>;
export type SettingName = keyof TuningSettings;
