import type { Argv } from '../../model/command.js';

/** `ip` in a namespace; it enters namespaces itself, which spares a process. */
export const ipCommand = (
  namespace: string | undefined,
  ...arguments_: readonly string[]
): Argv => ['ip', ...(namespace === undefined ? [] : ['-n', namespace]), ...arguments_];
