import { setTimeout as delay } from 'node:timers/promises';

/** Stops a process for a time in ms: it neither answers nor sends, and knows nothing of it. */
export const freeze = async (pid: number, time: number): Promise<void> => {
  process.kill(pid, 'SIGSTOP');
  try {
    await delay(time);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
};
