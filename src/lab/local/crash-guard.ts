import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A separate process that cleans up if this process is killed. */
export interface CrashGuard {
  /** Adds a process to kill. */
  watch(pid: number): void;
  /** Ends the guard: from here on there is nothing to clean up. */
  dismiss(): Promise<void>;
}

/**
 * Reads processes to watch from standard input. If that ends without a dismissal, the writer was
 * killed: kills those of the processes that use the folder, and removes it.
 */
const PROGRAM = `
pids=
while read -r word pid; do
  case $word in
    watch) pids="$pids $pid" ;;
    dismiss) exit 0 ;;
  esac
done
for pid in $pids; do
  if tr '\\0' '\\n' <"/proc/$pid/cmdline" | grep -qF "file:$1/"; then kill -KILL "$pid"; fi
done
rm -rf "$1"
`;

/** Starts a guard over a folder and the processes that use it. */
export const startCrashGuard = (folder: string): CrashGuard => {
  const guard = spawn('sh', ['-c', PROGRAM, 'vrbench-guard', folder], {
    // Detached: it must survive the ^C that ends this process.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return {
    watch: (pid) => {
      guard.stdin.write(`watch ${pid}\n`);
    },
    dismiss: async () => {
      const exited = once(guard, 'exit');
      guard.stdin.end('dismiss\n');
      await exited;
    },
  };
};
