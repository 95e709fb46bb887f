import type { Command } from '../../model/command.js';

/** The link kind of this project's software NIC, and the name of its module (kernel-patch/softnic). */
export const SOFTNIC = 'softnic';

/** The attributes of a softnic port beyond those of every network device. */
export interface PortAttributes {
  readonly interface: string;
  /** The CPU its interrupts go to; can be changed only while the port is down. */
  readonly cpu: number;
  /** Those of its receive queues in turn, if it has several. */
  readonly cpus?: readonly number[];
  /** Received frames are counted and discarded at the wire, at no cost to any CPU. */
  readonly discard: boolean;
}

/** The CPUs that its receive queues interrupt, in turn. */
export const cpusOf = ({
  cpu,
  cpus = [cpu],
}: Pick<PortAttributes, 'cpu' | 'cpus'>): readonly number[] => cpus;

// A value that is refused is written again by a program that prints the system's error.
const WRITE = `
while read -r port attribute value; do
  file=/sys/class/net/$port/softnic/$attribute
  printf '%s\\n' "$value" 2>/dev/null >"$file" && continue
  error=$({ env printf '%s\\n' "$value" >"$file"; } 2>&1)
  printf '%s of port %s cannot be %s: %s\\n' "$attribute" "$port" "$value" "$error" >&2
  exit 1
done`;

/** Sets the attributes of ports of one namespace by one process; stops at the first that is refused. */
export const writeAttributes = (ports: readonly PortAttributes[]): Required<Command> => ({
  argv: ['sh', '-c', WRITE],
  stdin: ports
    .map(
      (port) =>
        `${port.interface} cpu ${cpusOf(port).join(',')}\n${port.interface} discard ${Number(port.discard)}\n`,
    )
    .join(''),
});
