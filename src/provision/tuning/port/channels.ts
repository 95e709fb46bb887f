import { z } from 'zod';
import { parseChannels } from '../../../linux/device/settings/limits.js';
import { portSetting } from './port-setting.js';
import { queueCpus } from './queue-cpus.js';

const amount = z.strictObject({ now: z.int().nullable(), maximum: z.int().nullable() });
const valueSchema = z.strictObject({
  receive: amount,
  transmit: amount,
  combined: amount,
  other: amount,
});
type Channels = z.output<typeof valueSchema>;

const KINDS = ['combined', 'receive', 'transmit'] as const;
const ARGUMENTS = { combined: 'combined', receive: 'rx', transmit: 'tx' } as const;

/** A driver has combined queues, or separate ones for each direction. */
const kindsOf = ({ combined }: Channels): readonly (typeof KINDS)[number][] =>
  combined.maximum !== null && combined.maximum > 0 ? ['combined'] : ['receive', 'transmit'];

/** The number of queues of ports: `ethtool -L`. A port whose driver has no such setting has one. */
export const channels = portSetting({
  kind: 'channels',
  setting: 'queues',
  wanted: z.int().min(1),
  value: valueSchema,
  read: (port) => ['ethtool', '-l', port],
  parse: parseChannels,
  without: (wanted) => wanted === 1,
  problem: (now, wanted) => {
    const least = Math.min(
      ...kindsOf(now).map((kind) => now[kind].maximum ?? Number.POSITIVE_INFINITY),
    );
    return wanted > least ? `it has at most ${least} (ethtool -l)` : undefined;
  },
  target: (now, wanted) => ({
    ...now,
    ...Object.fromEntries(kindsOf(now).map((kind) => [kind, { ...now[kind], now: wanted }])),
  }),
  set: (port, now, target) => {
    const changed = KINDS.flatMap((kind) => {
      const { now: count } = target[kind];
      return count === null || count === now[kind].now ? [] : [ARGUMENTS[kind], String(count)];
    });
    return changed.length === 0 ? undefined : ['ethtool', '-L', port, ...changed];
  },
  intended: (port, wanted) => ['ethtool', '-L', port, 'combined', String(wanted)],
  loses: queueCpus,
});
