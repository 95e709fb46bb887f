import type { Argv } from '../../model/command.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';
import type { CommandEnd } from './supervision.js';
import { GROUP_MARK, KILL_AFTER, SIGNALLED } from './supervisor.js';
import { WITHIN_TENURE, type Tenure } from './tenure.js';

/** Runs in its own process group, whose number is written first; `exec` keeps it. */
const COMMAND = `${GROUP_MARK}
exec "$@"`;

/** Terminates the group after the limit, after notifying the supervisor and the controller. */
const WATCH = `sleep "$1"
kill -USR1 "$2"
echo "${SIGNALLED}TERM" >&2
exec 2>/dev/null
kill -TERM "-$3"
sleep ${KILL_AFTER}
kill -KILL "-$3"`;

/**
 * Runs a command like `supervised`, with sh, setsid and sleep only: not every `timeout` reports what it
 * did (busybox), and not every machine has one. Its children are not group leaders, so setsid keeps
 * their process numbers. An interrupted wait returns at once, and is repeated.
 */
const SUPERVISE = `${WITHIN_TENURE}
limit=$1 command=$2 watch=$3
shift 3
trap '' PIPE
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
exec 3<&0
setsid sh -c "$command" sh "$@" <&3 3<&- &
group=$!
exec 3<&-
late=
trap 'late=yes' USR1
setsid sh -c "$watch" sh "$limit" "$$" "$group" </dev/null >/dev/null &
watchdog=$!
exec 2>/dev/null
wait "$group"
code=$?
if [ -n "$late" ]; then
  wait "$group"
  exit 124
fi
kill -KILL "-$watchdog" "$watchdog"
exit "$code"`;

/** The command, which a shell on its machine terminates at the deadline, in whole seconds. */
export const shellSupervised = (argv: Argv, deadline: Nanoseconds, tenure?: Tenure): Argv => {
  const limit = String(Math.max(Math.ceil(inSeconds(deadline)), 1));
  return ['sh', '-c', SUPERVISE, 'sh', tenure ?? '', limit, COMMAND, WATCH, ...argv];
};

/** The messages of busybox, toybox and clap for an unknown option, and of shells for a missing program. */
const REFUSED = [
  /^(?:\S*timeout|error): .*\b(?:verbose|kill-after)\b/m,
  /\btimeout: (?:not found|command not found|No such file or directory|Permission denied)$/m,
];

/** Whether a supervised command never ran because the machine has no `timeout` with these options. */
export const refusedByTimeout = (end: CommandEnd): boolean =>
  end.state === 'exited' &&
  end.exitCode !== 0 &&
  end.stdout === '' &&
  REFUSED.some((form) => form.test(end.stderr));
