import type { Argv } from '../../model/command.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { ParseFailure } from '../text/parse-failure.js';
import { PTP4L_SOCKET, PTP_DOMAIN } from './ptp4l.js';

/** Queries the port and the clock of a run's ptp4l. Without an answer it prints none. */
export const ASK_PTP4L: Argv = [
  ...(['pmc', '-u', '-b', '0', '-d', `${PTP_DOMAIN}`, '-s', PTP4L_SOCKET] as const),
  ...['GET PORT_DATA_SET', 'GET CURRENT_DATA_SET'],
];

/** The state of a client. */
export interface Ptp4lState {
  /** SLAVE if its clock follows; IEEE 1588 section 9.2.5. */
  readonly port: string;
  /** Its clock less the server's, in ns. */
  readonly offset: number;
  readonly pathDelay: Nanoseconds;
}

/** Nanoseconds and a fraction, of no more digits than a number keeps exactly. */
const TIME = '-?\\d{1,15}\\.\\d+';

const field = (text: string, name: string, value: string): string | undefined =>
  new RegExp(`^\\s*${name}\\s+(${value})\\s*$`, 'm').exec(text)?.[1];

/**
 * Parses its answers; undefined if ptp4l gave none.
 * @throws ParseFailure for answers of another form
 */
export const parsePmc = (text: string, where?: string): Ptp4lState | undefined => {
  if (!text.includes('RESPONSE MANAGEMENT')) return undefined;
  const port = field(text, 'portState', '[A-Z_]+');
  const offset = field(text, 'offsetFromMaster', TIME);
  const pathDelay = field(text, 'meanPathDelay', TIME);
  if (port === undefined || offset === undefined || pathDelay === undefined) {
    const expected = 'portState, offsetFromMaster and meanPathDelay';
    throw new ParseFailure({ source: 'pmc', expected, text, where });
  }
  return {
    port,
    // Never -0, which JSON does not preserve.
    offset: Math.round(Number(offset)) + 0,
    // A filter's, of stamps with errors: a little below 0 on a short cable.
    pathDelay: nanoseconds(Math.round(Math.abs(Number(pathDelay)))),
  };
};
