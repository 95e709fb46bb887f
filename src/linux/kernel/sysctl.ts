import type { Argv, Command } from '../../model/command.js';

/**
 * Kernel parameters and their values. A key is the path under /proc/sys, `net/ipv4/ip_forward`;
 * slashes, because a device name may contain dots. As in sysctl.d(5), a key after a `-` may be
 * missing: it is left out then.
 */
export type Sysctls = Readonly<Record<string, string>>;

const FOLDER = '/proc/sys/';
const KEY = /^-?(?!.*\.\.)[a-z][\w-]*(\/[^\s/]+)+$/;
const VALUE = /^\S[^\n]*$/;

/** The key without the mark that says it may be missing. */
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

/** Sets all of them in order, by one process. @throws RangeError for a key or value that is none */
export const writeSysctls = (settings: Sysctls): Command => {
  const lines = Object.entries(settings).map(([key, value]) => {
    if (!VALUE.test(value)) throw new RangeError(`'${value}' is not a value for ${key}`);
    return `${checked(key)} ${value}\n`;
  });
  return { argv: ['sh', '-c', WRITE], stdin: lines.join('') };
};

/** Sets back to earlier values, last first; what no longer exists is left out. */
export const restoreSysctls = (values: Readonly<Record<string, string>>): Command =>
  writeSysctls(
    Object.fromEntries(
      Object.entries(values)
        .reverse()
        .map(([key, value]) => [`-${key}`, value]),
    ),
  );
