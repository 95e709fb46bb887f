import type { Argv } from '../../model/command.js';
import { instant, type Instant } from '../../model/instant.js';
import type { Nanoseconds } from '../../model/units.js';
import { parseLabelledFiles } from '../text/labelled-files.js';
import { ParseFailure } from '../text/parse-failure.js';
import { PKTGEN_FOLDER, interruptedAfter } from './control.js';
import { parsePktgenDevice, type PktgenResult } from './result.js';

/**
 * pktgen stops a device permanently when its port loses its carrier (pktgen_xmit() in
 * net/core/pktgen.c), and `start` returns when all have stopped. Here all are stopped as soon as one
 * port has lost it, and started again when every port has it back, with as many frames as are left of
 * the time. On the machine itself, as a round trip would add to the time without frames; bash, as it
 * reads clock and files without starting a program.
 */
const START = `
cd ${PKTGEN_FOLDER} || exit
total=$1
shift
devices=("$@")
ports=("\${devices[@]%%@*}")
clock() { now=\${EPOCHREALTIME/[.,]/}; }
each() {
  for ((index = 0; index < \${#devices[@]}; index += 2)); do "$@" "$index" || return; done
}
add_changes() {
  read -r count 2>/dev/null <"/sys/class/net/\${ports[$1]}/carrier_changes" || count=none
  changes+=" $count"
}
has_carrier() {
  read -r carrier 2>/dev/null <"/sys/class/net/\${ports[$1]}/carrier" && [ "$carrier" = 1 ]
}
complete() {
  mapfile -t lines <"\${devices[$1]}"
  [[ \${lines[*]} =~ Params:\\ count\\ ([0-9]+) ]] && intended=\${BASH_REMATCH[1]}
  [[ \${lines[*]} =~ pkts-sofar:\\ ([0-9]+) ]] && [ "\${BASH_REMATCH[1]}" -ge "$intended" ]
}
show() {
  mapfile lines <"\${devices[$1]}"
  printf '%s' "==> ${PKTGEN_FOLDER}/\${devices[$1]} <==" $'\\n' "\${lines[@]}"
}
set_count() {
  printf 'count %d\\n' $((left * 1000 / devices[$1 + 1] + 1)) >"\${devices[$1]}"
}
watch_carriers() {
  while sleep 0.1 && kill -0 $$ 2>/dev/null; do
    changes=
    each add_changes
    [ "$changes" = "$before" ] && continue
    printf 'stop\\n' >pgctrl
    return
  done
}
clock
began=$now
while :; do
  changes=
  each add_changes
  before=$changes
  watch_carriers &
  watcher=$!
  printf 'start\\n' >pgctrl || exit
  kill "$watcher" 2>/dev/null
  wait "$watcher" 2>/dev/null
  changes=
  each add_changes
  if [ "$changes" = "$before" ] || each complete; then exit 0; fi
  clock
  # It returns within this time.
  without=$((now - 250000))
  each show
  until each has_carrier; do
    clock
    without=$now
    [ $((now - began)) -lt "$total" ] || break
    sleep 0.02
  done
  clock
  left=$((total - now + began))
  if [ "$left" -le 0 ]; then
    echo 'carrier none'
    exit 0
  fi
  each set_count || exit
  clock
  echo "carrier $without $now"
done`;

/** A device to restart. */
export interface RestartedDevice {
  readonly interface: string;
  readonly delay: Nanoseconds;
}

/**
 * Starts all devices and waits until they are done, through losses of their ports' carriers, for `limit`
 * at most as `startWithin`. Prints the devices' files at each loss, and when they were started again.
 * @param total how long they send, pauses included
 */
export const startThroughLosses = (
  limit: Nanoseconds,
  total: Nanoseconds,
  devices: readonly RestartedDevice[],
): Argv =>
  interruptedAfter(limit, [
    ...(['bash', '-c', START, 'bash'] as const),
    String(Math.round(total / 1000)),
    ...devices.flatMap((device) => [device.interface, String(device.delay)]),
  ]);

/** A period in which a generator did not send because one of its ports had no carrier. */
export interface Interruption {
  /** What each device had sent until then, since it was started last; in the command's order. */
  readonly devices: readonly PktgenResult[];
  /** By the machine's CLOCK_REALTIME; null if the carrier was not back before the end. */
  readonly resumed: {
    /** When some port was last seen without carrier. */
    readonly without: Instant;
    /** Right before the devices were started again. */
    readonly started: Instant;
  } | null;
}

const END = /^carrier (?:none|(\d+) (\d+))$/m;

const resumedAt = (without: string | undefined, started: string | undefined) =>
  without === undefined || started === undefined
    ? null
    : { without: instant(BigInt(without) * 1000n), started: instant(BigInt(started) * 1000n) };

/** Parses the output of `startThroughLosses`: empty if no carrier was lost. @throws ParseFailure */
export const parseInterruptions = (
  text: string,
  devices: readonly Pick<RestartedDevice, 'interface'>[],
  where?: string,
): readonly Interruption[] => {
  const found: Interruption[] = [];
  let [rest, end] = [text, END.exec(text)];
  while (end !== null) {
    const files = parseLabelledFiles(rest.slice(0, end.index));
    const of = ({ interface: name }: Pick<RestartedDevice, 'interface'>): PktgenResult =>
      parsePktgenDevice(files.get(`${PKTGEN_FOLDER}/${name}`) ?? '', where);
    found.push({ devices: devices.map(of), resumed: resumedAt(end[1], end[2]) });
    rest = rest.slice(end.index + end[0].length);
    end = END.exec(rest);
  }
  // An interrupted run may end while waiting for a carrier.
  if (rest.trim() === '' || rest.trimStart().startsWith('==>')) return found;
  throw new ParseFailure({ source: 'bash', where, expected: 'carrier 1 2', text: rest });
};
