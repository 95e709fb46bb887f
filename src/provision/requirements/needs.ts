import type { Argv } from '../../model/command.js';

/** The kinds of requirements that can be checked on a machine. */
export type NeedKind = 'tool' | 'headers' | 'module' | 'load' | 'file';

/** A requirement on a machine: a kind, and a name within it. */
export interface Need {
  readonly kind: NeedKind;
  readonly name: string;
}

/**
 * Prints what is missing. A tool that only shares the name, as busybox' tools do, or
 * is too old, counts as missing: ip and tc must print JSON, routes from iproute2 4.17 on. Modules are signed with
 * the kernel's sign-file, which comes with its headers, or else with openssl. A compiler may come
 * with its version only: gcc-12. A module may be part of the kernel: modprobe knows. Headers are named
 * by the kernel's release.
 */
const MISSING = `
for need do
  name=\${need#* }
  case $need in
    'tool coreutils') tail --verbose --lines=+1 /dev/null ;;
    'tool grep') grep --recursive --no-messages '' /proc/version ;;
    'tool modprobe') modprobe --version ;;
    'tool ip') case $(ip -j link show dev lo && ip -j route show table all) in '['*']') ;; *) false ;; esac ;;
    'tool patch' | 'tool tar') case $("$name" --version) in *GNU*) ;; *) false ;; esac ;;
    'tool sign-file') [ -x "/lib/modules/$(uname -r)/build/scripts/sign-file" ] || command -v openssl ;;
    'tool tc') case $(tc -j qdisc show) in '' | '['*) command -v tc ;; *) false ;; esac ;;
    'tool '*) command -v "$name" || ls /usr/bin/"$name"-[0-9]* ;;
    'module '*) [ -e "/sys/module/$name" ] || modprobe --show-depends "$name" ;;
    'load '*) [ -e "/sys/module/$name" ] || case $(modprobe --show-depends "$name") in builtin*) ;; *) false ;; esac ;;
    'file '*) [ -e "$name" ] ;;
    'headers '*) name=$(uname -r); need="headers $name"; [ -e "/lib/modules/$name/build/Makefile" ] ;;
  esac >/dev/null 2>&1 || echo "$need"
done`;

/** Checks all of them on a machine at once. Changes nothing. */
export const askForNeeds = (needs: readonly Need[]): Argv => [
  'sh',
  '-c',
  MISSING,
  'sh',
  ...new Set(needs.map(({ kind, name }) => `${kind} ${name}`)),
];

/** Parses its output: the missing names, by kind. */
export const parseMissing = (stdout: string): ((kind: NeedKind) => readonly string[]) => {
  const lines = stdout.split('\n');
  return (kind) =>
    lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
};
