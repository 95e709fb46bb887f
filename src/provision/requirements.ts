import type { Host } from '../host/host.js';
import { PreconditionFailure } from '../model/failure.js';
import type { ModuleName } from './kernel-module/modules.js';

/** What a machine needs for something to be set up on it. */
export interface Requirements {
  /** Programs. */
  readonly tools: readonly string[];
  /** The kernel's own modules, which steps load, so that they are unloaded again. */
  readonly modules: readonly string[];
  /** This project's module, which steps build for the running kernel, and load. */
  readonly builds?: ModuleName | undefined;
}

/** What building any of this project's modules requires. */
const BUILD_TOOLS = ['make', 'gcc'];

/** Debian packages that are not called as the tool in them. */
const PACKAGES: Readonly<Record<string, string>> = {
  bridge: 'iproute2',
  ip: 'iproute2',
  tc: 'iproute2',
  xz: 'xz-utils',
};

/**
 * Prints the names that are missing. A compiler may come with its version only:
 * gcc-12. A module may be part of the kernel: modprobe knows.
 */
const MISSING = `
for need do
  name=\${need#* }
  case $need in
    'tool '*) command -v "$name" || ls /usr/bin/"$name"-[0-9]* ;;
    'module '*) [ -e "/sys/module/$name" ] || modprobe --show-depends "$name" ;;
    headers) name=$(uname -r); need="headers $name"; [ -e "/lib/modules/$name/build/Makefile" ] ;;
  esac >/dev/null 2>&1 || echo "$need"
done`;

/** What is missing of a kind, by what the script printed. */
const ofKind = (lines: readonly string[], kind: 'tool' | 'headers' | 'module'): string[] =>
  lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));

const failureFor = (
  attempted: string,
  where: string,
  lines: readonly string[],
): PreconditionFailure => {
  const [tools, headers, modules] = [
    ofKind(lines, 'tool'),
    ofKind(lines, 'headers'),
    ofKind(lines, 'module'),
  ];
  const packages = new Set([
    ...tools.map((tool) => PACKAGES[tool] ?? tool),
    ...headers.map((release) => `linux-headers-${release}`),
  ]);
  const remedies = [
    ...(packages.size === 0 ? [] : [`apt-get install ${[...packages].join(' ')}`]),
    ...(headers.length === 0
      ? []
      : ['if there is no such linux-headers package any more, upgrade the kernel and restart']),
    ...(modules.length === 0
      ? []
      : [
          'boot a kernel package that has the modules (Debian: linux-image-amd64, other flavours leave some out; Ubuntu: apt-get install linux-modules-extra-RELEASE)',
        ]),
  ];
  return new PreconditionFailure({
    attempted,
    where,
    got: `missing: ${[
      ...tools,
      ...headers.map((release) => `the headers of kernel ${release}`),
      ...modules.map((module) => `kernel module ${module}`),
    ].join(', ')}`,
    remedy: remedies.join('; '),
  });
};

/**
 * Checks that a machine has what is required, by one command. Changes nothing.
 * @param attempted what it is for, as a phrase
 * @throws PreconditionFailure that names all that is missing, and the packages that have it
 */
export const requireAll = async (
  host: Host,
  attempted: string,
  requirements: readonly Requirements[],
  signal?: AbortSignal,
): Promise<void> => {
  const builds = requirements.some((each) => each.builds !== undefined);
  const needs = [
    ...(builds ? ['headers', ...BUILD_TOOLS.map((tool) => `tool ${tool}`)] : []),
    ...requirements.flatMap(({ tools }) => tools.map((tool) => `tool ${tool}`)),
    ...requirements.flatMap(({ modules }) => modules.map((module) => `module ${module}`)),
  ];
  if (needs.length === 0) return;
  const argv = ['sh', '-c', MISSING, 'sh', ...new Set(needs)] as const;
  const { stdout } = await host.run(argv, { signal });
  const missing = stdout.split('\n').filter((line) => line !== '');
  if (missing.length > 0) throw failureFor(attempted, host.name, missing);
};
