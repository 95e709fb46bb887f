import type { Argv } from '../../model/command.js';
import type { Stamping } from '../../model/network/ptp.js';
import { ParseFailure } from '../text/parse-failure.js';

/** Queries the time stamping capabilities of a device. */
export const askStamping = (device: string): Argv => ['ethtool', '-T', device];

/** The time stamping capabilities of a device. */
export interface StampingSupport {
  readonly hardware: boolean;
  readonly software: boolean;
}

/** What ptp4l needs of a device (sk_get_ts_info() and sk_check_ts_info() in sk.c). */
const NEEDED: Readonly<Record<Stamping, readonly string[]>> = {
  hardware: ['hardware-transmit', 'hardware-receive', 'hardware-raw-clock'],
  software: ['software-transmit', 'software-receive', 'software-system-clock'],
};

/** Parses the output of `ethtool -T DEVICE`. @throws ParseFailure */
export const parseStamping = (text: string, where?: string): StampingSupport => {
  if (!/^Capabilities:/m.test(text)) {
    throw new ParseFailure({ source: 'ethtool -T', expected: "'Capabilities:'", text, where });
  }
  const names = new Set(text.split('\n').map((line) => line.trim().split(/\s/)[0]));
  const can = (stamping: Stamping): boolean => NEEDED[stamping].every((name) => names.has(name));
  const hasClock = /^(PTP Hardware Clock|Hardware timestamp provider index): \d+/m.test(text);
  return { hardware: hasClock && can('hardware'), software: can('software') };
};

/** Why a device cannot stamp as required, with a remedy; undefined if it can. */
export const stampingObstacle = (
  device: string,
  support: StampingSupport,
  wanted: Stamping,
): { readonly got: string; readonly remedy: string } | undefined => {
  if (support[wanted]) return undefined;
  if (wanted === 'hardware') {
    return {
      got: `${device} has no PTP hardware clock, or does not stamp what it sends and receives by it`,
      remedy: support.software
        ? 'use another interface, or `stamping: software` in clocks.ptp4l of the testbed'
        : 'use another interface',
    };
  }
  return {
    got: `the driver of ${device} does not stamp what it sends and receives`,
    remedy: support.hardware
      ? '`stamping: hardware` in clocks.ptp4l of the testbed'
      : 'use another interface',
  };
};
