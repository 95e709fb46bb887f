/**
 * A run's identity: when it started in UTC to the second, and its playbook, so that the names of
 * archives sort by time: 20260131T101500Z-quickstart.
 */
export const runIdOf = (started: Date, playbook: string): string =>
  `${started.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}-${playbook}`;
