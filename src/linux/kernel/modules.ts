/** The loaded modules, from /proc/modules: the first word of each line. */
export const parseLoadedModules = (text: string): ReadonlySet<string> =>
  new Set(text.split('\n').flatMap((line) => /^\S+/.exec(line) ?? []));

/** The modules that use each loaded module, from the fourth column of /proc/modules: `a,b,` or `-`. */
const parseUsers = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [name = '', , , users = ''] = line.split(' ');
      return name === '' ? [] : [[name, users.split(',').filter((user) => /^\w+$/.test(user))]];
    }),
  );

/** Everything reachable by `next` from these, in postorder. */
const reached = (
  names: readonly string[],
  next: (name: string) => readonly string[],
): readonly string[] => {
  const ordered = new Set<string>();
  const visit = (name: string): void => {
    if (ordered.has(name)) return;
    next(name).forEach(visit);
    ordered.add(name);
  };
  names.forEach(visit);
  return [...ordered];
};

/**
 * Loaded modules of these names with all that use them, users before what they use: an order to remove
 * them in. A module's users were loaded after it: Open vSwitch, for example, causes the kernel to load
 * nfnetlink_cttimeout, which uses nf_conntrack.
 * @param text /proc/modules
 */
export const withUsers = (text: string, names: readonly string[]): readonly string[] => {
  const users = parseUsers(text);
  return reached(
    names.filter((name) => users.has(name)),
    (name) => users.get(name) ?? [],
  );
};

/** The further modules that these depend on, directly or not: users before dependencies. */
export const usedBy = (text: string, names: readonly string[]): readonly string[] => {
  const users = parseUsers(text);
  const usedFrom = (user: string): readonly string[] =>
    [...users].filter(([, by]) => by.includes(user)).map(([used]) => used);
  return reached(names, usedFrom)
    .toReversed()
    .filter((name) => !names.includes(name));
};

/**
 * The modules to load for a module, dependencies first, from `modprobe --show-depends`. Names as in
 * the kernel, with underscores; what is built into the kernel is omitted.
 */
export const parseShowDepends = (text: string): readonly string[] =>
  [...text.matchAll(/^insmod \S*?([^/\s]+)\.ko(?:\.\w+)?(?:\s|$)/gm)].map(([, name = '']) =>
    name.replaceAll('-', '_'),
  );
