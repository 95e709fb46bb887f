import type { Argv } from '../../model/command.js';
import { ParseFailure } from '../text/parse-failure.js';

/** Which frames a NIC stamps, by the kernel's constants (linux/net_tstamp.h). */
export interface NicStamps {
  readonly transmit: number;
  readonly receive: number;
}

export const readNicStamps = (device: string): Argv => ['hwstamp_ctl', '-i', device];

export const setNicStamps = (device: string, { transmit, receive }: NicStamps): Argv => [
  ...(['hwstamp_ctl', '-i', device, '-t', `${transmit}`, '-r', `${receive}`] as const),
];

/** Parses the current settings that hwstamp_ctl prints. @throws ParseFailure */
export const parseNicStamps = (text: string, where?: string): NicStamps => {
  const [, transmit, receive] =
    /^current settings:\s+tx_type (\d+)\s+rx_filter (\d+)\s*$/m.exec(text) ?? [];
  if (transmit === undefined || receive === undefined) {
    const expected = "'current settings:' with tx_type and rx_filter";
    throw new ParseFailure({ source: 'hwstamp_ctl', expected, text, where });
  }
  return { transmit: Number(transmit), receive: Number(receive) };
};
