/** The loaded modules, from /proc/modules: the first word of each line. */
export const parseLoadedModules = (text: string): ReadonlySet<string> =>
  new Set(text.split('\n').flatMap((line) => /^\S+/.exec(line) ?? []));

/**
 * The modules to load for a module, dependencies first, from `modprobe --show-depends`. Names as in
 * the kernel, with underscores; what is built into the kernel is omitted.
 */
export const parseShowDepends = (text: string): readonly string[] =>
  [...text.matchAll(/^insmod \S*?([^/\s]+)\.ko(?:\.\w+)?(?:\s|$)/gm)].map(([, name = '']) =>
    name.replaceAll('-', '_'),
  );
