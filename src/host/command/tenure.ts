/**
 * A machine's lock, held by one controller at a time. Not in the ledger's folder, as the lock outlives
 * the ledger; on tmpfs, so a reboot clears it. Its first line begins with the current
 * tenure.
 */
export const LOCK_FILE = '/run/vrbench.lock';

/** Identifies one controller holding a machine's lock over one connection: 16 hexadecimal digits. */
export type Tenure = string & { readonly __unit: 'tenure' };

/** The environment variable that marks every process of a tenure; children inherit it. */
export const TENURE_MARK = 'VRBENCH_LOCK';

/** Printed by a machine in place of a command whose tenure has ended. */
const OVER = 'vrbench-lock-lost';

/**
 * Shell text: takes the first argument, a tenure or empty. Exits if that tenure has ended, as another
 * controller may hold the lock by then; otherwise marks the following processes with it. Starts no process.
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

/** Whether a machine refused to run a command because its tenure had ended. */
export const refusedAsOver = (printed: string): boolean => OVER_LINE.test(printed);
