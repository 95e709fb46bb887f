import type { PortLinkSettings } from '../../../model/schema/setup/port-settings.js';
import { bitsPerSecond } from '../../../model/units.js';
import { ask, type Query, type Readout } from '../../text/query.js';
import { fieldsOf, switchOf } from './fields.js';

const DUPLEX: Readonly<Record<string, 'full' | 'half'>> = { Full: 'full', Half: 'half' };
/** Since 5.9, ethtool adds the reason: `no (No cable)`. */
const detectedOf = (text: string): boolean | null => {
  const [, word] = /^(yes|no)(?: \(.*\))?$/.exec(text) ?? [];
  return word === undefined ? null : word === 'yes';
};

/** Parses the output of `ethtool DEVICE`; undefined for other output. A driver may omit any line. */
export const parseLink = (text: string): PortLinkSettings | undefined => {
  if (!/^Settings for /m.test(text)) return undefined;
  const fields = fieldsOf(text);
  const megabits = /^(\d+)Mb\/s$/.exec(fields.get('Speed') ?? '')?.[1];
  return {
    detected: detectedOf(fields.get('Link detected') ?? ''),
    speed: megabits === undefined ? null : bitsPerSecond(Number(megabits) * 1e6),
    duplex: DUPLEX[fields.get('Duplex') ?? ''] ?? null,
    autonegotiation: switchOf(fields.get('Auto-negotiation')) ?? null,
    medium: fields.get('Port') ?? null,
  };
};

/** What a port negotiated with the other end of its link. */
export const link = (port: string): Query<Readout<PortLinkSettings>> =>
  ask(['ethtool', port], parseLink);
