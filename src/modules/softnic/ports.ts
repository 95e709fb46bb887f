import type { Command } from '../../model/command.js';

/** The link kind of this project's software NIC, and its module (kernel-patch/softnic). */
export const SOFTNIC = 'softnic';

/** What a port of the software NIC has besides what every network device has. */
export interface PortAttributes {
  readonly interface: string;
  /** The CPU that its interrupts go to. Changed only while the port is down. */
  readonly cpu: number;
  /** A sink at the wire: frames are counted and discarded, at no cost to any CPU. */
  readonly discard: boolean;
}

// The second write of a refused value, by a program that names the system's error, is refused for
// the same reason.
const WRITE = `
while read -r port attribute value; do
  file=/sys/class/net/$port/softnic/$attribute
  printf '%s\\n' "$value" 2>/dev/null >"$file" && continue
  error=$({ env printf '%s\\n' "$value" >"$file"; } 2>&1)
  printf '%s of port %s cannot be %s: %s\\n' "$attribute" "$port" "$value" "$error" >&2
  exit 1
done`;

/** Sets the attributes of ports of one namespace, by one process; stops at the first refusal. */
export const writeAttributes = (ports: readonly PortAttributes[]): Required<Command> => ({
  argv: ['sh', '-c', WRITE],
  stdin: ports
    .map(
      ({ interface: port, cpu, discard }) =>
        `${port} cpu ${cpu}\n${port} discard ${Number(discard)}\n`,
    )
    .join(''),
});
