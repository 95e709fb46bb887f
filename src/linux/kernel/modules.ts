/** The modules that are loaded, from /proc/modules: the name is the first word of each line. */
export const parseLoadedModules = (text: string): ReadonlySet<string> =>
  new Set(text.split('\n').flatMap((line) => /^\S+/.exec(line) ?? []));

/**
 * What loading a module takes, dependencies first, from `modprobe --show-depends`. Names as the
 * kernel writes them, with underscores; what is built into the kernel is left out.
 */
export const parseShowDepends = (text: string): readonly string[] =>
  [...text.matchAll(/^insmod \S*?([^/\s]+)\.ko(?:\.\w+)?(?:\s|$)/gm)].map(([, name = '']) =>
    name.replaceAll('-', '_'),
  );
