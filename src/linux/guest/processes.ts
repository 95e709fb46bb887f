import type { Argv, Command } from '../../model/command.js';
import type { GuestAccelerator } from '../../model/schema/setup/dut-setup.js';
import { RUN_COMMANDS } from '../command-list.js';
import { labelledFiles, parseLabelledFiles } from '../text/labelled-files.js';
import { ParseFailure } from '../text/parse-failure.js';
import { ASK } from './answer.js';
import { FAILED, INIT, READY } from './init.js';

/**
 * The folders of a machine's guests, one each, by name. It is the working folder of every process of its
 * guest, by which they are found, including those that a killed monitor leaves behind.
 */
export const GUESTS = '/run/vrbench/guests';
export const folderOf = (guest: string): string => `${GUESTS}/${guest}`;

/** The user that a monitor runs as if it does not need root. */
const OWNER = 'nobody:nogroup';

const PREPARE = `umask 022
mkdir -p -- "$1" && cd -- "$1" && cat >setup && printf '%s' "$2" >commands && printf '%s' "$3" >init &&
chmod +x init && mkfifo in && : >console && chown -R "$4" . && printf '%s' "$5" >../ask`;

/** Creates a guest's folder. @param setup the list of commands that sets up the router within */
export const prepareGuest = (guest: string, setup: Required<Command>): Command => ({
  argv: ['sh', '-c', PREPARE, 'sh', folderOf(guest), RUN_COMMANDS, INIT, OWNER, ASK],
  stdin: setup.stdin,
});

/** Kills every process whose working folder is the one given; until there is none, or for 10 s. */
const END = `end() {
  turns=100
  while :; do
    left=
    for link in /proc/[0-9]*/cwd; do
      process=\${link#/proc/}
      [ ! "$link" -ef "$1" ] || left="$left \${process%/cwd}"
    done
    [ -n "$left" ] || return 0
    [ "$turns" -gt 0 ] || { echo "processes of $1 do not end:$left" >&2; return 1; }
    # shellcheck disable=SC2086 # Process numbers, one word each.
    kill -KILL $left 2>/dev/null
    turns=$((turns - 1))
    sleep 0.1
  done
}`;

/**
 * Starts a monitor in a guest's folder, its console being standard input and output, and waits until the
 * router in it is set up. Tries one accelerator after the other if there are several;
 * under KVM, vhost carries the frames of taps if the kernel supports it. The tap devices
 * tap3 to tap9 of the folder are its descriptors 3 to 9. It gives up the mark of the controller's lock, by
 * which what a command leaves running is ended together with the lock.
 */
const START = `${END}
unset "$2"
cd -- "$1" || exit
limit=$3 accelerators=$4 cpus=$5 accelerator=
shift 5
[ -z "$cpus" ] || set -- taskset -c "$cpus" "$@"
open() {
  [ ! -e "tap$1" ] || case $1 in
    3) exec 3<>tap3 ;; 4) exec 4<>tap4 ;; 5) exec 5<>tap5 ;; 6) exec 6<>tap6 ;;
    7) exec 7<>tap7 ;; 8) exec 8<>tap8 ;; 9) exec 9<>tap9 ;;
  esac
}
# Threads of the kernel that carry frames for a monitor: vhost-PROCESS.
place_helpers() {
  for name in /proc/[0-9]*/comm; do
    read -r comm <"$name" || continue
    [ "$comm" != "vhost-$1" ] || taskset -p -c "$cpus" "$(basename "\${name%/comm}")" >/dev/null
  done
}
attempt() {
  late=$(($(date +%s) + $1))
  shift
  : >console
  (
    for descriptor in 3 4 5 6 7 8 9; do open "$descriptor"; done
    if [ "$accelerator" = kvm ] && [ -w /dev/vhost-net ]; then
      for word do
        shift
        case $word in tap,*) word=$word,vhost=on ;; esac
        set -- "$@" "$word"
      done
    fi
    exec setsid "$@"
  ) <>in >>console 2>&1 &
  while [ "$(date +%s)" -lt "$late" ]; do
    if grep -q '^${READY}' console; then
      [ -z "$cpus" ] || place_helpers "$!"
      return 0
    fi
    if grep -q '^${FAILED}' console || [ ! -e "/proc/$!/exe" ]; then return 1; fi
    sleep 0.2
  done
  return 1
}
if [ -z "$accelerators" ]; then
  attempt "$limit" "$@" && exit 0
fi
for accelerator in $accelerators; do
  patience=$limit
  if [ "$accelerator" = kvm ]; then
    [ -w /dev/kvm ] || continue
    # Where it works a kernel boots in seconds; a device that opens is no proof.
    patience=20
  fi
  if attempt "$patience" "$@" -accel "$accelerator"; then
    echo "\${accelerator%%,*}" >accelerator
    exit 0
  fi
  cd / && end "$OLDPWD" && cd -- "$OLDPWD" || exit
done
tail -n 20 console >&2
exit 1`;

/** How a guest is started. */
export interface GuestStart {
  /** The environment variable of the controller's lock, which its processes do not inherit. */
  readonly mark: string;
  /** Time limit for setting up its router, in seconds. */
  readonly limit: number;
  /** In the order in which they are tried; empty if the monitor does not support it. */
  readonly accelerators: readonly string[];
  /** CPUs for its processes; absent: any. */
  readonly cpus?: readonly number[] | undefined;
}

/** Starts a prepared guest. Fails with the end of its console output if its router is not set up in time. */
export const startGuest = (
  guest: string,
  monitor: Argv,
  { mark, limit, accelerators, cpus = [] }: GuestStart,
): Command => ({
  argv: [
    ...(['sh', '-c', START, 'sh', folderOf(guest), mark] as const),
    ...[String(limit), accelerators.join(' '), cpus.join(','), ...monitor],
  ],
});

const acceleratorOf = (guest: string): string => `${folderOf(guest)}/accelerator`;

/** Prints the accelerator of each guest. */
export const readAccelerators = (guests: readonly string[]): Argv =>
  labelledFiles(guests.map(acceleratorOf));

/** The guests' accelerators from that output. @throws ParseFailure if one is unknown */
export const parseAccelerators = (
  stdout: string,
  guests: readonly string[],
  where?: string,
): readonly GuestAccelerator[] => {
  const texts = parseLabelledFiles(stdout);
  return guests.map((name) => {
    const text = texts.get(acceleratorOf(name))?.trim();
    if (text === 'kvm' || text === 'tcg') return { name, accelerator: text };
    const expected = "'kvm' or 'tcg'";
    throw new ParseFailure({ source: acceleratorOf(name), expected, text: text ?? '', where });
  });
};

const REMOVE = `${END}
status=0
parent=$1
shift
for folder do
  [ -e "$folder" ] || continue
  if end "$folder"; then rm -rf -- "$folder"; else status=1; fi
done
set -- "$parent"/*/
[ -e "$1" ] || rm -f -- "$parent/ask"
rmdir -- "$parent" "\${parent%/*}" 2>/dev/null
exit "$status"`;

/** Ends the processes of guests and removes their folders; guests that are already gone are no error. */
export const removeGuests = (guests: readonly string[]): Argv => [
  ...(['sh', '-c', REMOVE, 'sh', GUESTS] as const),
  ...guests.map(folderOf),
];
