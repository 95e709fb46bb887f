import { LOCK_FILE, TENURE_MARK, type Tenure } from '../../host/command/tenure.js';
import type { Argv } from '../../model/command.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';
import { parseOwner, type LockOwner } from './owner.js';

/** Marks the process that holds a lock. */
const HOLDER_MARK = 'VRBENCH_HOLDER';
/** Grace period in seconds, for input that arrived while a busy machine ran neither this process nor sshd. */
const GRACE = 3;

/**
 * Holds the machine's lock while lines keep arriving on standard input. The kernel frees it when
 * this process dies. The lock is on the file, and only its holder removes the file: a process that opened
 * it earlier checks that the name still refers to the same file.
 *
 * The file's first line is the tenure and its owner; a line with `ended` and a tenure is an ended one, whose
 * processes may still run. They have the tenure in their environment (/proc/PID/environ), as PIDs
 * are reused. They are terminated before the lock is granted, and before it is freed.
 *
 * Fails if the file cannot be written: without its first line no command would run.
 *
 * Arguments: the tenure, its owner, the seconds without a line after which it ends, and earlier tenures of
 * the same controller, whose connections were lost.
 */
export const HOLD = `lock=${LOCK_FILE} tenure=$1 owner=$2 silence=$3
shift 3
if (echo | { read -r -t 9 _; }) 2>/dev/null; then
  hear() { read -r -t "$1" _; }
else
  hear() { timeout "$1" head -n 1 9>&- | grep -q '' 9>&-; }
fi
marked() {
  for file in $(grep -ls -e "$1=$2" /proc/[0-9]*/environ); do
    file=\${file#/proc/}
    echo "\${file%/environ}"
  done
}
end() {
  turns=0 signal=TERM
  while processes=$(marked ${TENURE_MARK} "$1") && [ -n "$processes" ]; do
    [ $turns -lt 100 ] || return 1
    [ $turns -lt 40 ] || signal=KILL
    for process in $processes; do kill -s $signal "$process" 2>/dev/null; done
    sleep 0.05
    turns=$((turns + 1))
  done
}
take() {
  while :; do
    exec 9<>"$lock" || exit
    flock -n 9
    case $? in
      0) [ "$lock" -ef "/proc/$$/fd/9" ] && return 0 ;;
      1) return 1 ;;
      126 | 127)
        echo no-flock
        exit
        ;;
      *) exit 1 ;;
    esac
  done
}
enter() {
  text=$1
  for each in $past; do
    text="$text
ended $each"
  done
  printf '%s\\n' "$text" >"$lock"
}

read -r _ || exit
umask 077
tries=0
until take; do
  tries=$((tries + 1))
  holder=''
  { read -r holder said <"$lock"; } 2>/dev/null
  # One that has just taken the lock has not entered itself yet; one that is over ends what still runs.
  if [ $tries -lt 120 ] && { [ -z "$holder" ] || [ "$holder" = ended ]; }; then
    sleep 0.05
    continue
  fi
  case " $* " in
    *" $holder "*)
      for process in $(marked ${HOLDER_MARK} "$holder"); do kill -s KILL "$process"; done
      sleep 0.05
      ;;
    *)
      [ "$holder" = ended ] || said="$holder $said"
      printf '%s\\n' "held $said"
      exit
      ;;
  esac
done
past=
while read -r word other _; do
  [ "$word" != ended ] || word=$other
  past="$past $word"
done <"$lock"
enter "$tenure $owner"
{ read -r holder _ <"$lock"; } 2>/dev/null
[ "$holder" = "$tenure" ] || exit 1
running=
for each in $past; do end "$each" || running="$running $each"; done
past=$running
enter "$tenure $owner"
echo locked
while hear "$silence" || hear ${GRACE}; do echo locked || break; done
enter "ended $tenure $owner"
if end "$tenure" && [ -z "$past" ]; then rm -f "$lock"; fi`;

/** Prefers a shell whose `read` has a timeout, so that no process is started per line. */
const START = `for shell in sh bash; do
  (echo | "$shell" -c 'read -r -t 9 _') 2>/dev/null && exec "$shell" -c "$@"
done
exec sh -c "$@"`;

/** The arguments of a holder. */
export interface HolderOptions {
  readonly tenure: Tenure;
  readonly owner: LockOwner;
  /** The tenure ends after this long without a line. */
  readonly silence: Nanoseconds;
  /** Earlier tenures of the same controller, from which the lock is taken over. */
  readonly earlier: readonly Tenure[];
}

/** The command that holds a machine's lock; it answers every line. */
export const holdLock = ({ tenure, owner, silence, earlier }: HolderOptions): Argv => [
  'env',
  `${HOLDER_MARK}=${tenure}`,
  'sh',
  '-c',
  START,
  'sh',
  HOLD,
  'sh',
  tenure,
  JSON.stringify(owner),
  String(inSeconds(silence)),
  ...earlier,
];

/** A holder's answer. */
export type HolderAnswer =
  | { readonly state: 'locked' }
  /** Held by another controller; the owner is undefined if it cannot be read. */
  | { readonly state: 'held'; readonly tenure: string; readonly owner: LockOwner | undefined }
  /** The machine has no program `flock`. */
  | { readonly state: 'no-flock' };

/** @throws RangeError for a line that is not an answer */
export const parseHolderAnswer = (line: string): HolderAnswer => {
  if (line === 'locked' || line === 'no-flock') return { state: line };
  const [, tenure, owner] = /^held (\S*) (.*)$/.exec(line) ?? [];
  if (tenure === undefined || owner === undefined) throw new RangeError(`not an answer: ${line}`);
  return { state: 'held', tenure, owner: parseOwner(owner) };
};
