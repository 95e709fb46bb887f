import type { Argv } from '../../model/command.js';

/** `ip` in a namespace: `ip -n` needs one process fewer than `ip netns exec`. */
export const ipCommand = (
  namespace: string | undefined,
  ...arguments_: readonly string[]
): Argv => ['ip', ...(namespace === undefined ? [] : ['-n', namespace]), ...arguments_];
