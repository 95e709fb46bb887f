import type { Pause } from '../../../model/schema/setup/port-settings.js';
import { ask, type Query, type Readout } from '../../text/query.js';
import { fieldsOf, switchOf } from './fields.js';

/**
 * Parses the output of `ethtool -a DEVICE`. Where pause frames are negotiated, what both ends came to
 * is in effect, if ethtool prints it.
 */
export const parsePause = (text: string): Pause | undefined => {
  const fields = fieldsOf(text);
  const [autonegotiate, receive, transmit] = [
    switchOf(fields.get('Autonegotiate')),
    switchOf(fields.get('RX negotiated')) ?? switchOf(fields.get('RX')),
    switchOf(fields.get('TX negotiated')) ?? switchOf(fields.get('TX')),
  ];
  return autonegotiate === undefined || receive === undefined || transmit === undefined
    ? undefined
    : { autonegotiate, receive, transmit };
};

/** The same as configured, regardless of the negotiated result. */
export const parsePauseSettings = (text: string): Pause | undefined =>
  parsePause(text.replace(/^[RT]X negotiated:.*$/gm, ''));

/** A port's flow control. */
export const pause = (port: string): Query<Readout<Pause>> =>
  ask(['ethtool', '-a', port], parsePause);
