import type { Argv } from '../../model/command.js';

/** How many source addresses the module distinguishes at a port (SINK_FLOWS in kernel-patch/frame-sink). */
export const SINK_FLOWS = 64;

/** Files of the module frame_sink (kernel-patch/frame-sink), for the network namespace they are opened in. */
const CONTROL = '/proc/net/frame_sink/control';
const REPORT = '/proc/net/frame_sink/report';

/**
 * Which clock says when a frame arrived: the machine's as the module gets the frame, or the NIC's as
 * the first bit comes in; if a frame has no stamp of the NIC, or the NIC's clock is not kept with
 * the machine's, the machine's is used instead.
 */
export type SinkStamps = 'handler' | 'hardware';

/**
 * A command of the module: `add` takes a port's device name; `tag` the sequence number of the frame
 * whose times are recorded, 0 for none; `offset_ns` is added to every latency.
 */
export type SinkCommand =
  | `add ${string}`
  | `stamps ${SinkStamps}`
  | `tag ${number}`
  | `offset_ns ${bigint}`
  | 'start'
  | 'stop';

// Each command is one write.
const WRITE = `
control=$1; shift
for command do
  printf '%s\\n' "$command" >"$control" || { echo "$control refused: $command" >&2; exit 1; }
done`;

// Skips what is no longer a port, or all of them if the module is unloaded.
const REMOVE = `
control=$1; shift
for port do
  if grep -qsx "port $port" "$control"; then printf 'remove %s\\n' "$port" >"$control" || exit; fi
done`;

/** Sends the module commands in order, up to the first that it rejects. */
export const sendSinkCommands = (commands: readonly SinkCommand[]): Argv => [
  'sh',
  '-c',
  WRITE,
  'sh',
  CONTROL,
  ...commands,
];

/** Removes ports from the module; may be repeated. */
export const removeSinkPorts = (ports: readonly string[]): Argv => [
  'sh',
  '-c',
  REMOVE,
  'sh',
  CONTROL,
  ...ports,
];

/** Prints a consistent snapshot of what the module has counted since `start`. */
export const readSink: Argv = ['cat', REPORT];
