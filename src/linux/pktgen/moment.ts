import type { Argv } from '../../model/command.js';
import { instant, type Instant } from '../../model/instant.js';
import type { Nanoseconds } from '../../model/units.js';
import { parseLabelledFiles } from '../text/labelled-files.js';
import { ParseFailure } from '../text/parse-failure.js';
import { parsePktgenDevice, type PktgenResult } from './result.js';
import { PKTGEN_FOLDER } from './control.js';

/**
 * Bash, as it reads the clock and files without starting a program, which would take milliseconds. For
 * a running device, "started: 12us  stopped: 34us" has the current time as stopped.
 */
const AT_MOMENT = `
cd ${PKTGEN_FOLDER} || exit
after=$1
shift
times='started: ([0-9]+)us +stopped: ([0-9]+)us'
look() {
  mapfile -t lines <"$1" && [[ \${lines[*]} =~ $times ]] && [ "\${BASH_REMATCH[1]}" -gt 0 ]
}
until look "$1"; do
  [ -e "$1" ] || { echo "pktgen has no device $1" >&2; exit 1; }
  sleep 0.02
done
left=$((after - BASH_REMATCH[2] + BASH_REMATCH[1]))
if [ "$left" -gt 0 ]; then
  printf -v pause '%d.%06d' $((left / 1000000)) $((left % 1000000))
  sleep "$pause" || exit
fi
devices=("$@")
texts=()
before=$EPOCHREALTIME
while [ $# -gt 0 ]; do
  [ "$2" = same ] || printf 'delay %s\\n' "$2" >"$1" || exit
  shift 2
done
changed=$EPOCHREALTIME
for ((index = 0; index < \${#devices[@]}; index += 2)); do
  mapfile lines <"\${devices[index]}"
  texts+=("==> ${PKTGEN_FOLDER}/\${devices[index]} <==" $'\\n' "\${lines[@]}")
done
printf 'clock %s %s\\n' "$before" "$changed"
printf '%s' "\${texts[@]}"`;

/** A device and its new delay; unchanged when absent. */
export interface AtMoment {
  readonly interface: string;
  readonly delay?: Nanoseconds | undefined;
}

/**
 * Waits until the first device has been running for some time, then changes the delays of devices
 * while they run: each applies its new delay after its next frame (spin() in net/core/pktgen.c).
 * Prints the clock before and after, and the devices' files right after that.
 */
export const atMoment = (after: Nanoseconds, devices: readonly AtMoment[]): Argv => [
  ...(['bash', '-c', AT_MOMENT, 'bash'] as const),
  String(Math.round(after / 1000)),
  ...devices.flatMap((device) => [device.interface, String(device.delay ?? 'same')]),
];

/** The state at that moment. */
export interface PktgenMoment {
  /** CLOCK_REALTIME before the first delay was changed and after the last one was. */
  readonly before: Instant;
  readonly after: Instant;
  /** Right after that, in the order of the command; `stoppedAt` is that time. */
  readonly devices: readonly PktgenResult[];
}

/** Seconds with microseconds, as bash prints them. */
const CLOCK = /^clock (\d+)\.(\d{6}) (\d+)\.(\d{6})$/m;

/** Parses what `atMoment` printed. @throws ParseFailure */
export const parseMoment = (
  text: string,
  devices: readonly AtMoment[],
  where?: string,
): PktgenMoment => {
  const [, ...words] = CLOCK.exec(text) ?? [];
  const [a, b, c, d] = words;
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    throw new ParseFailure({ source: 'bash', where, expected: 'clock 1.000000 1.000001', text });
  }
  const files = parseLabelledFiles(text);
  return {
    before: instant(BigInt(a + b) * 1000n),
    after: instant(BigInt(c + d) * 1000n),
    devices: devices.map((device) =>
      parsePktgenDevice(files.get(`${PKTGEN_FOLDER}/${device.interface}`) ?? '', where),
    ),
  };
};
