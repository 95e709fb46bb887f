import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Watches over a lab that is being booted, from a process of its own. */
export interface Guard {
  /** Names a process of the lab. */
  watch(pid: number): void;
  /** Ends the watch: the lab is up, or has been cleared away. */
  dismiss(): Promise<void>;
}

/**
 * Reads what to watch from standard input. When that ends without a dismissal, whoever wrote it
 * was killed: ends the processes, if they still are what they were, and removes the lab's folder.
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

/** Posts a guard over the lab with this folder. */
export const postGuard = (folder: string): Guard => {
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
      const gone = once(guard, 'exit');
      guard.stdin.end('dismiss\n');
      await gone;
    },
  };
};
