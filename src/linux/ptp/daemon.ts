import type { Argv, Command } from '../../model/command.js';

/** A program of linuxptp that runs until it is ended. Its folder is on tmpfs: a reboot clears it. */
export interface PtpDaemon {
  /** Folder of its configuration, its log, and its socket if it has one. */
  readonly folder: string;
  /** A line in its log once it runs, as a basic regular expression. */
  readonly running: string;
}

export const configOf = ({ folder }: PtpDaemon): string => `${folder}/config`;
export const logOf = ({ folder }: PtpDaemon): string => `${folder}/log`;

/**
 * Starts it, and waits until it reports that it runs. It outlives the controller's lock, because clocks must stay
 * synchronized: the ledger ends it.
 */
const START = `folder=$1 running=$2 lock=$3
shift 3
unset "$lock"
umask 077
mkdir -- "$folder" && cat >"$folder/config" || exit
setsid "$@" </dev/null >"$folder/log" 2>&1 &
tries=0
until grep -qse "$running" "$folder/log"; do
  if ! kill -0 $! 2>/dev/null || [ $tries -ge 100 ]; then
    cat "$folder/log" >&2
    exit 1
  fi
  sleep 0.1
  tries=$((tries + 1))
done`;

/**
 * @param mark the environment variable of the controller's lock, which it does not inherit
 * @param argv the program, which reads its configuration from `configOf`
 * @param config the text of that
 */
export const startDaemon = (
  { folder, running }: PtpDaemon,
  mark: string,
  argv: Argv,
  config: string,
): Command => ({
  argv: ['sh', '-c', START, 'sh', folder, running, mark, ...argv],
  stdin: config,
});

/**
 * Ends it, by force after 2 s, and removes its folder. It is known by its command line, within this mount
 * namespace; the pattern does not match itself.
 */
const STOP = `folder=$1
own=$(readlink "/proc/$$/ns/mnt")
running() {
  grep -lse "$folder/[c]onfig" /proc/[0-9]*/cmdline | while read -r file; do
    file=\${file%/cmdline}
    [ "$(readlink "$file/ns/mnt")" != "$own" ] || echo "\${file#/proc/}"
  done
}
tries=0
while processes=$(running) && [ -n "$processes" ]; do
  if [ $tries -ge 70 ]; then
    echo "still running: $processes" >&2
    exit 1
  fi
  for process in $processes; do
    if [ $tries -lt 20 ]; then kill "$process"; else kill -KILL "$process"; fi
  done 2>/dev/null
  sleep 0.1
  tries=$((tries + 1))
done
rm -rf -- "$folder"`;

/** Ends it. Does nothing if it never ran. */
export const stopDaemon = ({ folder }: PtpDaemon): Argv => ['sh', '-c', STOP, 'sh', folder];
