import { z } from 'zod';
import { parseFeatures } from '../../../linux/device/ethtool.js';
import { printedOffload, takenOffload } from '../../../linux/device/offload-names.js';
import { onOff } from './arguments.js';
import { portSetting } from './port-setting.js';

const feature = z.strictObject({ on: z.boolean(), fixed: z.boolean() });
const valueSchema = z.record(z.string(), feature);
type Features = z.output<typeof valueSchema>;

const problemOf = (now: Features, given: string, on: boolean): string | undefined => {
  const name = printedOffload(given);
  const own = now[name];
  if (own === undefined) return `it has no offload ${name} (ethtool -k)`;
  return own.fixed && own.on !== on ? `${name} is always ${onOff(own.on)} on this NIC` : undefined;
};

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
      Object.entries(wanted).map(([name, on]) => [printedOffload(name), { on, fixed: false }]),
    ),
  }),
  set: (port, now, target) => {
    const changed = Object.entries(target).filter(
      ([name, { on }]) => now[name] !== undefined && now[name].on !== on && !now[name].fixed,
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
