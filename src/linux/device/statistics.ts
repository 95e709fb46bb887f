import { decimal } from '../text/number.js';

/**
 * The file of one statistic of a network device, for the namespace it is read in
 * (Documentation/ABI/testing/sysfs-class-net-statistics).
 */
export const linkStatisticFile = (device: string, field: string): string =>
  `/sys/class/net/${device}/statistics/${field}`;

/** The file that counts carrier changes of a network device (Documentation/ABI/testing/sysfs-class-net). */
export const carrierChangesFile = (device: string): string =>
  `/sys/class/net/${device}/carrier_changes`;

/** Parses the text of such a file. @throws ParseFailure that names the file */
export const parseLinkStatistic = (text: string, file: string, where?: string): number =>
  decimal(text.trim() || undefined, { source: file, where });
