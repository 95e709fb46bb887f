import type { Argv } from '../../model/command.js';
import { ParseFailure } from '../text/parse-failure.js';

const FOLDER = '/sys/devices/system/cpu/vulnerabilities';

/** Prints every CPU vulnerability with the active mitigation. */
export const VULNERABILITIES: Argv = ['grep', '--recursive', '--no-messages', '', FOLDER];

/**
 * The active mitigation by vulnerability (`spectre_v2` -> `Vulnerable; STIBP: disabled`), from the
 * command above. Mitigations can cost tens of percent of forwarding performance.
 * @throws ParseFailure
 */
export const parseVulnerabilities = (
  text: string,
  where?: string,
): Readonly<Record<string, string>> => {
  const lines = text.trim().split('\n').filter(Boolean);
  const entries = lines.map((line): [string, string] => {
    const [, name, state] = /^.*\/([a-z0-9_]+):(.*)$/.exec(line) ?? [];
    if (name === undefined || state === undefined) {
      throw new ParseFailure({ source: FOLDER, expected: 'path:state', text: line, where });
    }
    return [name, state];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
