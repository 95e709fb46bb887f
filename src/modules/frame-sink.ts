import type { Argv } from '../model/command.js';

/** How many source addresses the module tells apart at a port (SINK_FLOWS in kernel-patch/frame-sink). */
export const SINK_FLOWS = 64;

/**
 * What the module that takes test frames off the sink's ports reads and writes
 * (kernel-patch/frame-sink): one of each in every network namespace.
 */
const CONTROL = '/proc/net/frame_sink/control';
const REPORT = '/proc/net/frame_sink/report';

/**
 * What the module can be told. A port is a device name; a tag is the number of the frame whose times
 * are kept, 0 for none; an offset, in ns, is added to every latency.
 */
export type SinkCommand =
  `add ${string}` | `tag ${number}` | `offset_ns ${bigint}` | 'start' | 'stop';

// A command is a write.
const WRITE = `
control=$1; shift
for command do
  printf '%s\\n' "$command" >"$control" || { echo "$control refused: $command" >&2; exit 1; }
done`;

// Those that are not ports any more, or where the module is gone, are done with.
const REMOVE = `
control=$1; shift
for port do
  if grep -qsx "port $port" "$control"; then printf 'remove %s\\n' "$port" >"$control" || exit; fi
done`;

/** Tells the module one thing after the other, up to the first that it refuses. */
export const sendSinkCommands = (commands: readonly SinkCommand[]): Argv => [
  'sh',
  '-c',
  WRITE,
  'sh',
  CONTROL,
  ...commands,
];

/** Takes ports away from the module; may be repeated. */
export const removeSinkPorts = (ports: readonly string[]): Argv => [
  'sh',
  '-c',
  REMOVE,
  'sh',
  CONTROL,
  ...ports,
];

/** Prints what the module has counted since it was started, all of it at one instant. */
export const readSink: Argv = ['cat', REPORT];
