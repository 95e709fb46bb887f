import type { Argv } from '../../model/command.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';

/** The folder of pktgen's files; each network namespace has its own (net/core/pktgen.c). */
export const PKTGEN_FOLDER = '/proc/net/pktgen';

/** The path of one of pktgen's files: `pgctrl`, `kpktgend_0`, `eth1`. */
export const pktgenFile = (name: string): string => `${PKTGEN_FOLDER}/${name}`;

/** A line to write to one of pktgen's files. */
export interface PktgenLine {
  readonly file: string;
  readonly command: string;
}

// pktgen accepts one command per write. A rejected line is written again by a program that
// prints the system's error.
const WRITE_LINES = `
while read -r file command; do
  printf '%s\\n' "$command" 2>/dev/null >"${PKTGEN_FOLDER}/$file" && continue
  error=$({ env printf '%s\\n' "$command" >"${PKTGEN_FOLDER}/$file"; } 2>&1)
  result=$(sed -n 's/^Result: //p' "${PKTGEN_FOLDER}/$file" 2>/dev/null)
  printf '%s: %s: %s (%s)\\n' "$file" "$command" "$error" "$result" >&2
  exit 1
done`;

/** One command that writes lines to pktgen's files; stops at the first rejected one. */
export const writeLines = (lines: readonly PktgenLine[]): { argv: Argv; stdin: string } => ({
  argv: ['sh', '-c', WRITE_LINES],
  stdin: lines.map(({ file, command }) => `${file} ${command}\n`).join(''),
});

/**
 * Whether `timeout` interrupted a command: it then exits with 124, in uutils with 125. With 125
 * and a message it failed itself.
 */
export const wasInterrupted = ({
  exitCode,
  stderr,
}: {
  readonly exitCode: number;
  readonly stderr: string;
}): boolean => exitCode === 124 || (exitCode === 125 && stderr.trim() === '');

/**
 * Starts all devices and waits until they are done. After `limit` the writer is interrupted; then
 * pktgen stops all devices: see `wasInterrupted`. Counts are finite, so nothing runs for
 * ever after a lost connection.
 */
export const startWithin = (limit: Nanoseconds): { argv: Argv; stdin: string } => ({
  argv: interruptedAfter(limit, ['tee', pktgenFile('pgctrl')]),
  stdin: 'start\n',
});

/** A command that is interrupted when it takes longer than this. */
export const interruptedAfter = (limit: Nanoseconds, command: Argv): Argv => [
  ...(['timeout', '--foreground', '--signal=INT', '--kill-after=5'] as const),
  inSeconds(limit).toFixed(3),
  ...command,
];

// A thread removes its devices some time after the request, including those that were added in the
// meantime. So only threads with devices get the request.
const CLEAR_THREADS = `
cd ${PKTGEN_FOLDER} || exit
has_devices() { grep -qE '^(Running|Stopped): +[^ ]' "$1"; }
for thread in kpktgend_*; do
  has_devices "$thread" && echo stop >pgctrl && break
done
for thread in kpktgend_*; do
  has_devices "$thread" || continue
  echo rem_device_all >"$thread" || exit
done
cat kpktgend_*`;

/**
 * Stops all devices, asks their threads to remove them, and prints the threads' files. Send it once, then
 * read THREADS until no device is left (net/core/pktgen.c: T_REMDEVALL).
 */
export const CLEAR: Argv = ['sh', '-c', CLEAR_THREADS];

/** Prints the files of all threads. */
export const THREADS: Argv = ['sh', '-c', `cat ${PKTGEN_FOLDER}/kpktgend_*`];

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/No such device/, 'the network device does not exist here (is it in another namespace?)'],
  [/Network is down/, 'the network device is down: ip link set DEVICE up'],
  [
    /Device or resource busy/,
    'another pktgen thread has the device: write rem_device_all to that thread',
  ],
  [
    /error 524|not supported/i,
    "the device's driver cannot send a frame twice: clone_skb must be 0",
  ],
  [/Permission denied|Operation not permitted/, 'pktgen needs root: set sudo in the testbed'],
  [/nonexistent|No such file/, 'no such pktgen file: is the module loaded? modprobe pktgen'],
];

/** The remedy for a line that pktgen rejected, if known. */
export const refusalRemedy = (message: string): string | undefined =>
  REMEDIES.find(([pattern]) => pattern.test(message))?.[1];
