import type { Argv } from '../../model/command.js';

const FOLDER = '/sys/devices/system/cpu/vulnerabilities';

/** Prints every CPU vulnerability with the active mitigation. */
export const VULNERABILITIES: Argv = ['grep', '--recursive', '--no-messages', '', FOLDER];

const LINE = new RegExp(`^${FOLDER}/([^/:]+):(.*)$`);

/**
 * The active mitigation by vulnerability (`spectre_v2` -> `Vulnerable; STIBP: disabled`), from the
 * command above. Mitigations can cost tens of percent of forwarding performance.
 */
export const parseVulnerabilities = (text: string): Readonly<Record<string, string>> => {
  const entries = text.split('\n').flatMap((line): [string, string][] => {
    const [, name, state] = LINE.exec(line) ?? [];
    return name === undefined || state === undefined ? [] : [[name, state]];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
