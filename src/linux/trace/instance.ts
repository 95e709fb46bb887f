import type { Argv, Command } from '../../model/command.js';

/** Mount point of tracefs (Documentation/trace/ftrace.rst). */
export const TRACEFS = '/sys/kernel/tracing';

/** A separate trace buffer, independent of other tracing on the machine. */
const INSTANCE = `${TRACEFS}/instances/vrbench`;

/** The event for every frame that the kernel drops. */
const EVENT = `${INSTANCE}/events/skb/kfree_skb`;

export const KFREE_SKB = {
  format: `${EVENT}/format`,
  trigger: `${EVENT}/trigger`,
  histogram: `${EVENT}/hist`,
} as const;

const MOUNTED = /^\S+ \/sys\/kernel\/tracing tracefs /m;

/** Whether tracefs is mounted there, according to /proc/mounts. */
export const tracefsMounted = (mounts: string): boolean => MOUNTED.test(mounts);

const CREATE = `set -e
grep -q " $1 tracefs " /proc/mounts || mount -t tracefs tracefs "$1"
mkdir -p "$2"`;

/** Mounts tracefs unless it is mounted, and creates the instance with its events off. */
export const createInstance: Command = { argv: ['sh', '-c', CREATE, 'sh', TRACEFS, INSTANCE] };

const REMOVE = `[ ! -d "$1" ] || rmdir "$1"`;

/** Removes the instance and its trace. */
export const removeInstance: Command = { argv: ['sh', '-c', REMOVE, 'sh', INSTANCE] };

const UNMOUNT = `! grep -q " $1 tracefs " /proc/mounts || umount "$1"`;

/** Unmounts tracefs if it is mounted. */
export const unmountTracefs: Command = { argv: ['sh', '-c', UNMOUNT, 'sh', TRACEFS] };

const APPEND = `printf '%s\\n' "$2" >>"$1"`;

/** Adds a line to a file of the instance. */
export const writeLine = (file: string, line: string): Argv => [
  'sh',
  '-c',
  APPEND,
  'sh',
  file,
  line,
];
