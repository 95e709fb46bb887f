import type { Argv, Command } from '../../model/command.js';

/**
 * Kernel parameters and their values. A key is a path under /proc/sys, `net/ipv4/ip_forward`, with
 * slashes because a device name may contain dots. As in sysctl.d(5), a key with the prefix `-` is
 * skipped where it does not exist.
 */
export type Sysctls = Readonly<Record<string, string>>;

const FOLDER = '/proc/sys/';
const KEY = /^-?(?!.*\/\.\.?(\/|$))[a-z][\w-]*(\/[^\s/]+)+$/;
const VALUE = /^\S[^\n]*$/;

/** The key without the prefix `-`. */
export const plainKey = (key: string): string => key.replace(/^-/, '');
/** Whether the key may be missing. */
export const mayBeMissing = (key: string): boolean => key.startsWith('-');

const checked = (key: string): string => {
  if (!KEY.test(key)) throw new RangeError(`'${key}' is not a kernel parameter's path`);
  return key;
};

/** Prints `path:value` for every key that exists; exits with 2 when one does not. */
export const readSysctls = (keys: readonly string[]): Argv => [
  'grep',
  '-H',
  '',
  ...keys.map((key) => FOLDER + plainKey(checked(key))),
];

/** The values that `readSysctls` printed, by plain key. A key that does not exist is absent. */
export const parseSysctls = (
  keys: readonly string[],
  stdout: string,
): Readonly<Record<string, string>> => {
  const lines = stdout.split('\n');
  const found = keys.map(plainKey).flatMap((key): [string, string][] => {
    const start = `${FOLDER}${key}:`;
    const line = lines.find((candidate) => candidate.startsWith(start));
    return line === undefined ? [] : [[key, line.slice(start.length)]];
  });
  return Object.fromEntries(found);
};

const WRITE = `while read -r key value; do
  case $key in -*) key=\${key#-}; [ -e "/proc/sys/$key" ] || continue ;; esac
  printf '%s\\n' "$value" > "/proc/sys/$key" || { echo "$key: cannot be set to $value" >&2; exit 1; }
done`;

/** Sets all of them in order, by one process. @throws RangeError for an invalid key or value */
export const writeSysctls = (settings: Sysctls): Command => {
  const lines = Object.entries(settings).map(([key, value]) => {
    if (!VALUE.test(value)) throw new RangeError(`'${value}' is not a value for ${key}`);
    return `${checked(key)} ${value}\n`;
  });
  return { argv: ['sh', '-c', WRITE], stdin: lines.join('') };
};

/** Restores earlier values, last first; parameters that no longer exist are skipped. */
export const restoreSysctls = (values: Readonly<Record<string, string>>): Command =>
  writeSysctls(
    Object.fromEntries(
      Object.entries(values)
        .reverse()
        .map(([key, value]) => [`-${key}`, value]),
    ),
  );
