import type { Argv } from '../../model/command.js';
import { folderOf } from './processes.js';

/** User-Mode Linux, of Debian's package user-mode-linux. */
export const UML = 'linux.uml';
/** The names of the monitor's processes in the kernel (comm). */
export const UML_PROGRAM = 'linux.uml';

/** A network device of a guest, and the DUT's device that its frames go through. */
export interface UmlPort {
  readonly device: string;
  readonly mac: string;
}

/** In MiB. It uses less: about 40 in total. */
const MEMORY = 64;

/** Runs a program as nobody, with the right to open raw sockets and no other. */
const UNPRIVILEGED: Argv = [
  ...(['setpriv', '--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups'] as const),
  ...['--inh-caps', '-all,+net_raw', '--ambient-caps', '-all,+net_raw'],
  ...['--bounding-set', '-all,+net_raw'],
];

/**
 * The monitor of a User-Mode Linux guest whose devices vec0, vec1, ... are raw sockets on devices of the
 * DUT. Its root is the DUT's file system, read-only. Its memory is an unlinked file in the first
 * of /dev/shm and /tmp that is a tmpfs, regardless of environment variables.
 */
export const umlMonitor = (guest: string, ports: readonly UmlPort[]): Argv => {
  const folder = folderOf(guest);
  return [
    ...UNPRIVILEGED,
    ...['env', '-u', 'TMPDIR', '-u', 'TMP', '-u', 'TEMP'],
    ...[UML, 'umid=monitor', `uml_dir=${folder}/`, `mem=${MEMORY}M`],
    ...['rootfstype=hostfs', 'rootflags=/', 'ro', `init=${folder}/init`],
    ...['quiet', 'con=null', 'con0=fd:0,fd:1'],
    ...ports.map(
      ({ device, mac }, index) =>
        `vec${index}:transport=raw,ifname=${device},depth=128,gro=0,mac=${mac}`,
    ),
  ];
};

/** Of `modules.dep`: a module after those that it needs. */
const LOAD_IPV6 = `cd "/usr/lib/uml/modules/$(uname -r)" || exit
needed=$(sed -n 's|^\\(.*/ipv6[.]ko\\): *\\(.*\\)$|\\2 \\1|p' modules.dep)
# shellcheck disable=SC2086 # Names, one word each.
set -- $needed
for module; do insmod "$module" || exit; done`;

/** Loads IPv6 in a guest: a module, which Debian keeps in the DUT's file system. */
export const UML_IPV6: Argv = ['sh', '-c', LOAD_IPV6];
