import { decimal } from './counter-text.js';

/**
 * The file that holds one statistic of a network device of the namespace it is read in
 * (Documentation/ABI/testing/sysfs-class-net-statistics).
 */
export const linkStatisticFile = (device: string, field: string): string =>
  `/sys/class/net/${device}/statistics/${field}`;

/** The file that says how often a network device gained or lost its carrier (Documentation/ABI/testing/sysfs-class-net). */
export const carrierChangesFile = (device: string): string =>
  `/sys/class/net/${device}/carrier_changes`;

/** The text of such a file. @throws ParseFailure */
export const parseLinkStatistic = (text: string, where?: string): number =>
  decimal(text.trim(), { source: '/sys/class/net/DEVICE', where });
