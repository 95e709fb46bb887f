import type { Rss } from '../../../model/schema/setup/port-settings.js';
import { ask, type Query, type Readout } from '../../text/query.js';

const TITLE = /^RX flow hash indirection table for \S+ with (\d+) RX ring/m;
const ROW = /^[ \t]*\d+:[ \t]+(\d[\d \t]*)$/gm;
const KEY = /^RSS hash key:\s*((?:[0-9a-f]{2}:)+[0-9a-f]{2})$/m;
const FUNCTION = /^\s+(\S+): on$/gm;

/** Parses the output of `ethtool -x DEVICE`; undefined for other output. */
export const parseRss = (text: string): Rss | undefined => {
  const queues = TITLE.exec(text)?.[1];
  if (queues === undefined) return undefined;
  const table = [...text.matchAll(ROW)].flatMap(([, row = '']) => row.trim().split(/\s+/));
  return {
    queues: Number(queues),
    table: table.length === 0 ? null : table.map(Number),
    key: KEY.exec(text)?.[1] ?? null,
    functions: [...text.matchAll(FUNCTION)].map(([, name = '']) => name),
  };
};

/** How a port distributes received frames over its queues. */
export const rss = (port: string): Query<Readout<Rss>> => ask(['ethtool', '-x', port], parseRss);
