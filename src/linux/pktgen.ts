import type { Argv } from '../model/command.js';
import type { Destinations } from '../model/network/addressing.js';
import { protocolOf } from '../model/network/ip-address.js';
import type { MacAddress } from '../model/network/mac.js';
import { inSeconds, type Bytes, type Nanoseconds } from '../model/units.js';
import { TEST_PORTS } from './test-frame.js';

/** Where pktgen's files are; each network namespace has its own (net/core/pktgen.c). */
export const PKTGEN_FOLDER = '/proc/net/pktgen';

/** The path of one of pktgen's files: `pgctrl`, `kpktgend_0`, `eth1`. */
export const pktgenFile = (name: string): string => `${PKTGEN_FOLDER}/${name}`;

/** One line written to one file of pktgen's folder. */
export interface PktgenLine {
  readonly file: string;
  readonly command: string;
}

/** One flow that a network device sends, paced. */
export interface PktgenDevice {
  /** A network device: `eth1`; its second flow is `eth1@1`, where what follows @ only names. */
  readonly interface: string;
  /** The kernel thread that drives it: `kpktgend_0`. One per CPU. */
  readonly thread: string;
  /** Never 0: pktgen takes that for "without end". */
  readonly count: number;
  /** Between the starts of two frames. pktgen knows whole nanoseconds only. */
  readonly delay: Nanoseconds;
  /** The delay it is given while it runs, for a second load. */
  readonly laterDelay?: Nanoseconds | undefined;
  /** The frame without its FCS. */
  readonly packetSize: Bytes;
  readonly destinationMac: MacAddress;
  readonly source: string;
  /** Destination addresses are drawn from these. */
  readonly destinations: Pick<Destinations, 'first' | 'last'>;
  /** How often a frame is sent again unchanged, sequence number and stamp included. */
  readonly cloneSkb: number;
}

/** Frees every thread from its devices, ending a run that is under way. */
export const RESET: PktgenLine = { file: 'pgctrl', command: 'reset' };

/** IPv4 addresses are drawn evenly, though never the last. */
const ipv4Lines = ({ source, destinations: { first, last } }: PktgenDevice): readonly string[] => [
  `src_min ${source}`,
  `src_max ${source}`,
  `dst_min ${first}`,
  `dst_max ${last}`,
  ...(first === last ? [] : ['flag IPDST_RND']),
];

/**
 * IPv6 addresses are drawn bit by bit: those of the last one that the first has not (mod_cur_headers).
 * A checksum is asked for that pktgen leaves out otherwise: there it is not optional.
 */
const ipv6Lines = ({ source, destinations: { first, last } }: PktgenDevice): readonly string[] => [
  `src6 ${source}`,
  ...(first === last ? [`dst6 ${first}`] : [`dst6_min ${first}`, `dst6_max ${last}`]),
  'flag UDPCSUM',
];

const addressLines = (device: PktgenDevice): readonly string[] =>
  protocolOf(device.source) === 'ipv6' ? ipv6Lines(device) : ipv4Lines(device);

/** The lines that make one device ready to start. */
export const deviceLines = (device: PktgenDevice): readonly PktgenLine[] => [
  { file: device.thread, command: `add_device ${device.interface}` },
  ...[
    `count ${device.count}`,
    `delay ${device.delay}`,
    `pkt_size ${device.packetSize}`,
    `clone_skb ${device.cloneSkb}`,
    `dst_mac ${device.destinationMac}`,
    ...addressLines(device),
    `udp_src_min ${TEST_PORTS.source}`,
    `udp_src_max ${TEST_PORTS.source}`,
    `udp_dst_min ${TEST_PORTS.destination}`,
    `udp_dst_max ${TEST_PORTS.destination}`,
  ].map((command) => ({ file: device.interface, command })),
];

// pktgen takes one command a write. The second write of a refused line, by a program that names
// the system's error, is refused for the same reason.
const WRITE_LINES = `
while read -r file command; do
  printf '%s\\n' "$command" 2>/dev/null >"${PKTGEN_FOLDER}/$file" && continue
  error=$({ env printf '%s\\n' "$command" >"${PKTGEN_FOLDER}/$file"; } 2>&1)
  result=$(sed -n 's/^Result: //p' "${PKTGEN_FOLDER}/$file" 2>/dev/null)
  printf '%s: %s: %s (%s)\\n' "$file" "$command" "$error" "$result" >&2
  exit 1
done`;

/** Writes lines to pktgen's files, one command for all; stops at the first that is refused. */
export const writeLines = (lines: readonly PktgenLine[]): { argv: Argv; stdin: string } => ({
  argv: ['sh', '-c', WRITE_LINES],
  stdin: lines.map(({ file, command }) => `${file} ${command}\n`).join(''),
});

/** The exit code of `timeout` for a command it had to end. */
export const TIMED_OUT = 124;

/**
 * Starts all devices and waits until they are done. After `limit` the writer is interrupted, at
 * which pktgen stops all devices; the exit code is then `TIMED_OUT`. Counts are finite, so a lost
 * connection leaves nothing behind that runs for ever.
 */
export const startWithin = (limit: Nanoseconds): { argv: Argv; stdin: string } => ({
  argv: [
    ...(['timeout', '--foreground', '--signal=INT', '--kill-after=5'] as const),
    inSeconds(limit).toFixed(3),
    ...['tee', pktgenFile('pgctrl')],
  ],
  stdin: 'start\n',
});

/** Stops all devices, takes them from their threads, and prints what the threads still have. */
export const CLEAR: Argv = [
  'sh',
  '-c',
  `cd ${PKTGEN_FOLDER} && echo stop >pgctrl && echo reset >pgctrl && cat kpktgend_*`,
];

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/No such device/, 'the network device does not exist here (is it in another namespace?)'],
  [/Network is down/, 'the network device is down: ip link set DEVICE up'],
  [/Device or resource busy/, 'a pktgen thread has the device already: write reset to pgctrl'],
  [
    /error 524|not supported/i,
    "the device's driver cannot send a frame twice: clone_skb must be 0",
  ],
  [/Permission denied|Operation not permitted/, 'pktgen needs root: set sudo in the testbed'],
  [/nonexistent|No such file/, 'no such pktgen file: is the module loaded? modprobe pktgen'],
];

/** What to do about a line that pktgen refused, where that is known. */
export const refusalRemedy = (message: string): string | undefined =>
  REASONS.find(([pattern]) => pattern.test(message))?.[1];
