import { z } from 'zod';
import { parseRss } from '../../../linux/device/settings/rss.js';
import type { Argv } from '../../../model/command.js';
import { portSetting } from './port-setting.js';

const valueSchema = z.strictObject({
  queues: z.int().min(1),
  table: z.array(z.int().min(0)),
});
type Table = z.output<typeof valueSchema>;

const inTurn = (length: number, queues: number): readonly number[] =>
  Array.from({ length }, (_, index) => index % queues);

const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((queue, index) => queue === other[index]);

/** The weights for an ethtool table in which queues are in contiguous blocks, as with igb. */
const weightsOf = (table: readonly number[]): readonly string[] | undefined => {
  if (table.some((queue, index) => index > 0 && queue < (table[index - 1] ?? 0))) return undefined;
  return Array.from({ length: Math.max(...table) + 1 }, (_, queue) =>
    String(table.filter((each) => each === queue).length),
  );
};

/** The arguments of `ethtool -X` that produce a table; undefined if there are none. */
const argumentsOf = ({ queues, table }: Table): readonly string[] | undefined => {
  if (same(table, inTurn(table.length, queues))) return ['default'];
  const used = Math.max(...table) + 1;
  if (same(table, inTurn(table.length, used))) return ['equal', String(used)];
  const weights = weightsOf(table);
  return weights && ['weight', ...weights];
};

/** The RSS indirection table: `ethtool -X`. */
export const rss = portSetting({
  kind: 'rss',
  setting: 'the RSS table',
  wanted: z.union([z.literal('default'), z.strictObject({ equal: z.int().min(1) })]),
  value: valueSchema,
  read: (port) => ['ethtool', '-x', port],
  parse: (text): Table | undefined => {
    const { queues, table } = parseRss(text) ?? {};
    if (queues === undefined || table === undefined || table === null) return undefined;
    return table.length === 0 ? undefined : { queues, table: [...table] };
  },
  problem: (now, wanted) => {
    if (argumentsOf(now) === undefined) return 'its present table could not be restored';
    return wanted !== 'default' && wanted.equal > now.queues
      ? `it has ${now.queues} receive queues (ethtool -x)`
      : undefined;
  },
  target: ({ queues, table }, wanted) => ({
    queues,
    table: [...inTurn(table.length, wanted === 'default' ? queues : wanted.equal)],
  }),
  set: (port, now, target): Argv | undefined =>
    same(now.table, target.table)
      ? undefined
      : ['ethtool', '-X', port, ...(argumentsOf(target) ?? ['default'])],
  intended: (port, wanted) => [
    'ethtool',
    '-X',
    port,
    ...(wanted === 'default' ? ['default'] : ['equal', String(wanted.equal)]),
  ],
});
