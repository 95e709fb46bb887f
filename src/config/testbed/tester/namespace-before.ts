import type { Role } from '../testbed-file.js';

/** Where a role's ports are before a run, and after it: the machine's own namespace where the run moves them. */
export const namespaceBefore = ({
  namespace,
  makeNamespace,
}: Pick<Role, 'namespace' | 'makeNamespace'>): string | undefined =>
  makeNamespace === true ? undefined : namespace;
