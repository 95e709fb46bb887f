import type { Role } from '../testbed-file.js';

/** The namespace of a role's ports before and after a run: the machine's own if the run moves them. */
export const namespaceBefore = ({
  namespace,
  makeNamespace,
}: Pick<Role, 'namespace' | 'makeNamespace'>): string | undefined =>
  makeNamespace === true ? undefined : namespace;
