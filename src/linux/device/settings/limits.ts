import type { Channels, Rings } from '../../../model/schema/setup/port-settings.js';
import { ask, type Query, type Readout } from '../../text/query.js';
import { fieldsOf, numberOf } from './fields.js';

type Amount = Rings['receive'];

const HALVES = /^Pre-set maximums:$(.*)^Current hardware settings:$(.*)/ms;

/** The lines under both headings of ethtool's output, by name; undefined without headings. */
const amountsOf = (text: string): ((name: string) => Amount) | undefined => {
  const [, maximums, current] = HALVES.exec(text) ?? [];
  if (maximums === undefined || current === undefined) return undefined;
  const [most, now] = [fieldsOf(maximums), fieldsOf(current)];
  return (name) => ({ now: numberOf(now.get(name)), maximum: numberOf(most.get(name)) });
};

/** Parses the output of `ethtool -g DEVICE`; undefined for other output. */
export const parseRings = (text: string): Rings | undefined => {
  const amount = amountsOf(text);
  return amount && { receive: amount('RX'), transmit: amount('TX') };
};

/** Parses the output of `ethtool -l DEVICE`; undefined for other output. */
export const parseChannels = (text: string): Channels | undefined => {
  const amount = amountsOf(text);
  return (
    amount && {
      receive: amount('RX'),
      transmit: amount('TX'),
      combined: amount('Combined'),
      other: amount('Other'),
    }
  );
};

/** The lengths of a port's rings. */
export const rings = (port: string): Query<Readout<Rings>> =>
  ask(['ethtool', '-g', port], parseRings);

/** How many queues a port has. */
export const channels = (port: string): Query<Readout<Channels>> =>
  ask(['ethtool', '-l', port], parseChannels);
