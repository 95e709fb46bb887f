/**
 * A machine's lock, held by one controller at a time. Beside the ledger's folder, not in it, as the lock
 * outlives the ledger; on tmpfs, so a reboot clears it. Its first line begins with the tenure that is in
 * force.
 */
export const LOCK_FILE = '/run/vrbench.lock';

/** One controller's hold on a machine's lock, over one connection: 16 hexadecimal digits. */
export type Tenure = string & { readonly __unit: 'tenure' };

/** The environment variable that marks every process of a tenure; children inherit it. */
export const TENURE_MARK = 'VRBENCH_LOCK';

/** What a machine prints in place of a command whose tenure is over. */
const OVER = 'vrbench-lock-lost';

/**
 * Shell text: takes the first argument, a tenure or nothing. Refuses to go on where that tenure is over, as
 * another controller may be at work by then; marks what follows as part of it otherwise. Starts no process.
 */
export const WITHIN_TENURE = `tenure=$1
shift
if [ -n "$tenure" ]; then
  holder=
  { read -r holder _ <${LOCK_FILE}; } 2>/dev/null
  if [ "$holder" != "$tenure" ]; then
    echo ${OVER} >&2
    exit 1
  fi
  export ${TENURE_MARK}="$tenure"
fi`;

const OVER_LINE = new RegExp(`^${OVER}$`, 'm');

/** Whether a machine refused to run a command because its tenure was over. */
export const refusedAsOver = (printed: string): boolean => OVER_LINE.test(printed);
