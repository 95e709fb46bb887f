import type { Argv, Command } from '../../model/command.js';
import { FRAME_LENGTH_BYTES, FRAME_LIST_BYTES } from '../../model/softnic-source.js';
import type { Nanoseconds } from '../../model/units.js';

/** How a source's frames are spaced in time. */
export type Arrivals =
  | { readonly kind: 'constant' }
  /** Exponentially distributed gaps, the same for the same seed. */
  | { readonly kind: 'poisson'; readonly seed: number }
  /** Bursts of this many back-to-back frames, with pauses that keep the mean rate. */
  | { readonly kind: 'burst'; readonly frames: number };

/** What the source of a softnic port sends (kernel-patch/softnic). */
export interface PortSource {
  readonly interface: string;
  /** Complete frames without FCS, sent in rotation. */
  readonly frames: readonly Uint8Array[];
  /** The total number of frames to send. */
  readonly count: number;
  /** The mean time between the starts of two frames; never less than the link allows. */
  readonly gap: Nanoseconds;
  readonly arrivals: Arrivals;
  /** From the start to the first frame. */
  readonly phase: Nanoseconds;
}

/** The frame list of a source: each frame after its length, 16 bits little-endian. */
const frameList = (frames: readonly Uint8Array[]): Uint8Array => {
  const size = frames.reduce((sum, frame) => sum + FRAME_LENGTH_BYTES + frame.length, 0);
  if (size === 0 || size > FRAME_LIST_BYTES) {
    throw new RangeError(`a source takes 1 to ${FRAME_LIST_BYTES} bytes of frames, got ${size}`);
  }
  const list = new Uint8Array(size);
  const view = new DataView(list.buffer);
  let offset = 0;
  for (const frame of frames) {
    view.setUint16(offset, frame.length, true);
    list.set(frame, offset + FRAME_LENGTH_BYTES);
    offset += FRAME_LENGTH_BYTES + frame.length;
  }
  return list;
};

const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** A source's settings as one line of words. */
const lineOf = (source: PortSource): string => {
  const { interface: port, frames, count, gap, arrivals, phase } = source;
  const burst = arrivals.kind === 'burst' ? arrivals.frames : 1;
  const seed = arrivals.kind === 'poisson' ? arrivals.seed : 0;
  return `${[port, base64(frameList(frames)), count, gap, arrivals.kind, burst, phase, seed].join(' ')}\n`;
};

// A file takes one value per write. A value that is refused is written again by a program that
// prints the system's error.
const CONFIGURE = `
set_to() {
  printf '%s\\n' "$2" 2>/dev/null >"$1" && return
  error=$({ env printf '%s\\n' "$2" >"$1"; } 2>&1)
  printf '%s of the source of %s cannot be %s: %s\\n' "$1" "$port" "$2" "$error" >&2
  exit 1
}
while read -r port frames count gap arrivals burst phase seed; do
  cd "/sys/class/net/$port/source" || exit 1
  printf '%s' "$frames" | base64 -d >frames ||
    { printf 'the source of %s does not accept its frames\\n' "$port" >&2; exit 1; }
  set_to count "$count"
  set_to gap_ns "$gap"
  set_to arrivals "$arrivals"
  set_to burst "$burst"
  set_to phase_ns "$phase"
  set_to seed "$seed"
done`;

/**
 * Configures the sources of several ports of one namespace by one process, which stops at the first
 * value that is refused. @throws RangeError for more frames than a source can hold
 */
export const configureSources = (sources: readonly PortSource[]): Required<Command> => ({
  argv: ['sh', '-c', CONFIGURE],
  stdin: sources.map(lineOf).join(''),
});

// A write returns when its source's frames have arrived and the receive ring is empty. A program that
// prints the system's error takes too long to start: it only repeats a write that was refused.
const RUN = `
start() {
  file=/sys/class/net/$1/source/start
  printf '%s\\n' "$2" 2>/dev/null >"$file" && return
  error=$({ env printf '%s\\n' "$2" >"$file"; } 2>&1) && return
  printf 'the source of %s did not run to its end: %s\\n' "$1" "$error" >&2
  return 1
}`;

// /proc/timer_list is the only file with CLOCK_MONOTONIC: /proc/uptime includes time in suspend.
const MOMENT = `
now=$(sed -n '/^now at/{s/[^0-9]//gp;q;}' /proc/timer_list)
moment=$((\${now:?no time in /proc/timer_list} + $1))
shift`;

const RUN_ALL = `
writers=
for port; do
  start "$port" "$moment" &
  writers="$writers $!"
done
status=0
for writer in $writers; do wait "$writer" || status=1; done
exit $status`;

const START = `${RUN}${MOMENT}${RUN_ALL}`;

/**
 * Starts the sources of several ports of one namespace at the same moment, and exits when all are
 * done; terminating it stops them. Fails if a port or its peer is down or goes down.
 * @param lead from the command's start to that moment; if starting a process for each port takes
 * longer, it fails: Timer expired
 */
export const startSources = (ports: readonly string[], lead: Nanoseconds): Argv => [
  ...(['sh', '-c', START, 'sh'] as const),
  ...[String(lead), ...ports],
];

/** Ports of one network namespace. */
export interface PortsIn {
  /** Absent is the machine's own. */
  readonly namespace: string | undefined;
  readonly ports: readonly string[];
}

/** A frame to be recognized by when it arrives at the DUT. */
export interface ArrivalTag extends PortsIn {
  /** From the start of the sources. */
  readonly after: Nanoseconds;
}

/** In the machine's own namespace. */
const OWN = '-';

const RUN_AT = `${RUN}
moment=$1
shift${RUN_ALL}`;

const TAG_AT = `
moment=$1
shift
for port; do printf '%s\\n' "$moment" >"/sys/class/net/$port/softnic/tag_ns" || exit; done`;

// A port's files are visible only in its own namespace. Each line of the input is a namespace's.
const START_EVERYWHERE = `${MOMENT}
within() {
  [ "$1" = ${OWN} ] && { shift; exec "$@"; }
  exec ip netns exec "$@"
}
writers=
while read -r what after namespace ports; do
  case $what in
    tag) (within "$namespace" sh -c "$1" sh $((moment + after)) $ports) </dev/null || exit ;;
    run) within "$namespace" sh -c "$2" sh "$moment" $ports </dev/null &
      writers="$writers $!" ;;
  esac
done
status=0
for writer in $writers; do wait "$writer" || status=1; done
exit $status`;

/**
 * Starts the sources of ports in several namespaces of a machine at the same moment, as
 * `startSources` does in one.
 * @param tag the frame whose latency ports keep that it may arrive at
 */
export const startSourcesIn = (
  places: readonly PortsIn[],
  lead: Nanoseconds,
  tag?: ArrivalTag,
): Required<Command> => {
  const line = (what: 'run' | 'tag', { namespace = OWN, ports }: PortsIn, after: number): string =>
    `${[what, after, namespace, ...ports].join(' ')}\n`;
  return {
    argv: ['sh', '-c', START_EVERYWHERE, 'sh', String(lead), TAG_AT, RUN_AT],
    stdin: [
      ...(tag === undefined ? [] : [line('tag', tag, tag.after)]),
      ...places.map((place) => line('run', place, 0)),
    ].join(''),
  };
};
