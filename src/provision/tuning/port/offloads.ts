import { z } from 'zod';
import { parseFeatures } from '../../../linux/device/ethtool.js';
import {
  partsOfOffload,
  printedOffload,
  takenOffload,
} from '../../../linux/device/offload-names.js';
import { onOff } from './arguments.js';
import { portSetting } from './port-setting.js';

const feature = z.strictObject({ on: z.boolean(), fixed: z.boolean() });
const valueSchema = z.record(z.string(), feature);
type Features = z.output<typeof valueSchema>;

/** What an offload consists of on a NIC: itself, or those that it is the sum of. */
const partsOf = (now: Features, name: string): readonly string[] =>
  partsOfOffload(name, Object.keys(now)) ?? [name];

const isFixed = (now: Features, name: string): boolean =>
  partsOf(now, name).every((part) => now[part]?.fixed === true);

const problemOf = (now: Features, given: string, on: boolean): string | undefined => {
  const name = printedOffload(given);
  const own = now[name];
  if (own === undefined) return `it has no offload ${name} (ethtool -k)`;
  return isFixed(now, name) && own.on !== on
    ? `${name} is always ${onOff(own.on)} on this NIC`
    : undefined;
};

/** A sum changes with its parts. They may differ from each other, so that only they can be restored. */
const isSum = (now: Features, name: string): boolean =>
  partsOfOffload(name, Object.keys(now)) !== undefined;

/** Offloads: `ethtool -K`. */
export const offloads = portSetting({
  kind: 'offloads',
  setting: 'offloads',
  wanted: z.record(z.string(), z.boolean()),
  value: valueSchema,
  read: (port) => ['ethtool', '-k', port],
  parse: (text): Features => Object.fromEntries(parseFeatures(text)),
  problem: (now, wanted) =>
    Object.entries(wanted)
      .map(([name, on]) => problemOf(now, name, on))
      .find((problem) => problem !== undefined),
  target: (now, wanted) => ({
    ...now,
    ...Object.fromEntries(
      Object.entries(wanted).flatMap(([name, on]) =>
        now[printedOffload(name)]?.on === on
          ? []
          : partsOf(now, printedOffload(name)).map((part) => [part, { on, fixed: false }]),
      ),
    ),
  }),
  // Others may depend on it: without scatter-gather there is no segmentation.
  meets: (made, wanted) =>
    Object.entries(wanted).every(([name, on]) => made[printedOffload(name)]?.on === on),
  set: (port, now, target) => {
    const changed = Object.entries(target).filter(
      ([name, { on }]) =>
        now[name] !== undefined && now[name].on !== on && !now[name].fixed && !isSum(now, name),
    );
    return changed.length === 0
      ? undefined
      : [
          'ethtool',
          '-K',
          port,
          ...changed.flatMap(([name, { on }]) => [takenOffload(name), onOff(on)]),
        ];
  },
  intended: (port, wanted) => [
    'ethtool',
    '-K',
    port,
    ...Object.entries(wanted).flatMap(([name, on]) => [name, onOff(on)]),
  ],
});
