import { randomBytes } from 'node:crypto';

/** Distinguishes runs that start in the same second: 6 hexadecimal digits. */
const randomDigits = (): string => randomBytes(3).toString('hex');

/**
 * A run's identity: its start in UTC to the second, so that the names of archives sort by time, its playbook,
 * and random digits, because other controllers also start runs: 20260131T101500Z-quickstart-3fa901.
 */
export const runIdOf = (started: Date, playbook: string, digits = randomDigits()): string =>
  `${started.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}-${playbook}-${digits}`;
