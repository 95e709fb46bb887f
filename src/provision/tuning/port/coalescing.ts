import { z } from 'zod';
import { parseCoalescing } from '../../../linux/device/settings/coalescing.js';
import { argument } from './arguments.js';
import { portSetting } from './port-setting.js';

const valueSchema = z.record(z.string(), z.union([z.boolean(), z.int().min(0)]));
type Parameters = z.output<typeof valueSchema>;

const wantedSchema = z.union([z.literal('off'), valueSchema]);
type Wanted = z.output<typeof wantedSchema>;

/**
 * The meaning of `off`, for the parameters that a driver supports: an interrupt for every frame. Without a time,
 * a number of frames above 1 would be waited for, without end on tg3 (struct ethtool_coalesce in uapi/linux/ethtool.h).
 */
const OFF: Parameters = {
  'adaptive-rx': false,
  'adaptive-tx': false,
  'rx-usecs': 0,
  'tx-usecs': 0,
};
const FRAMES = ['rx-frames', 'tx-frames'] as const;
const ONE_FRAME = 1;

const offFor = (now: Parameters): Parameters =>
  Object.fromEntries([
    ...Object.entries(OFF).filter(([name]) => Object.hasOwn(now, name)),
    ...FRAMES.filter((name) => Number(now[name] ?? 0) > ONE_FRAME).map(
      (name) => [name, ONE_FRAME] as const,
    ),
  ]);

/** `ethtool -c` prints rx-frame-low, `ethtool -C` accepts rx-frames-low. */
const printed = (name: string): string => name.replace(/^([rt]x-frame)s(-(?:low|high))$/, '$1$2');
const taken = (name: string): string => name.replace(/^([rt]x-frame)(-(?:low|high))$/, '$1s$2');

const isOfTransmission = (name: string): boolean => /^(tx-|adaptive-tx$)/.test(name);

const explicit = (wanted: Parameters): Parameters =>
  Object.fromEntries(Object.entries(wanted).map(([name, value]) => [printed(name), value]));

const wantedOf = (now: Parameters, wanted: Wanted): Parameters =>
  wanted === 'off' ? offFor(now) : explicit(wanted);

const problemOf = (now: Parameters, name: string, value: boolean | number): string | undefined => {
  const own = now[name];
  if (own === undefined) return `its driver has no ${name} (ethtool -c)`;
  if (typeof own === typeof value) return undefined;
  return `${name} is ${typeof own === 'boolean' ? 'on or off' : 'a number'}`;
};

const set = (port: string, now: Parameters, target: Parameters) => {
  const changed = Object.entries(target).filter(([name, value]) => now[name] !== value);
  return changed.length === 0
    ? undefined
    : ([
        'ethtool',
        '-C',
        port,
        ...changed.flatMap(([name, value]) => [taken(name), argument(value)]),
      ] as const);
};

/**
 * Interrupt coalescing: `ethtool -C`. For e1000e, rx-usecs 0 is equivalent to the module
 * parameter InterruptThrottleRate=0 (e1000_set_coalesce() in its ethtool.c).
 */
export const coalescing = portSetting({
  kind: 'coalescing',
  setting: 'interrupt moderation',
  wanted: wantedSchema,
  value: valueSchema,
  read: (port) => ['ethtool', '-c', port],
  parse: parseCoalescing,
  problem: (now, wanted) =>
    wanted === 'off'
      ? undefined
      : Object.entries(explicit(wanted))
          .map(([name, value]) => problemOf(now, name, value))
          .find((problem) => problem !== undefined),
  target: (now, wanted) => ({ ...now, ...wantedOf(now, wanted) }),
  // With queue pairs, one parameter sets another: tx-usecs of igc follows rx-usecs.
  meets: (made, wanted) =>
    Object.entries(wantedOf(made, wanted)).every(([name, value]) => made[name] === value),
  // igc rejects a change of tx-usecs then, even to the same value (igc_ethtool_set_coalesce()).
  instead: (now, target) => ({
    ...target,
    ...Object.fromEntries(Object.entries(now).filter(([name]) => isOfTransmission(name))),
  }),
  set,
  // `off` applies only to the parameters that the driver supports.
  intended: (port, wanted) => [
    'ethtool',
    '-C',
    port,
    ...Object.entries(wanted === 'off' ? OFF : wanted).flatMap(([name, value]) => [
      taken(name),
      argument(value),
    ]),
  ],
});
