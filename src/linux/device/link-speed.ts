import { bitsPerSecond, type BitsPerSecond } from '../../model/units.js';
import type { Argv } from '../../model/command.js';
import { ParseFailure } from '../text/parse-failure.js';

/** What a port's frames go out on. */
export interface PortLink {
  readonly interface: string;
  /** As negotiated; undefined if there is no link, or the driver does not report it. */
  readonly speed: BitsPerSecond | undefined;
  /**
   * Whether the port is hardware, so that serialization takes frame size over link speed. The
   * ports of a virtual machine are not, regardless of the speed they report.
   */
  readonly hardware: boolean;
}

// The speed of a port that is down cannot be read.
const READ = `
grep -qw hypervisor /proc/cpuinfo && machine=virtual || machine=physical
for port do
  speed=$(cat "/sys/class/net/$port/speed" 2>/dev/null) || speed=-1
  printf '%s %s %s %s\\n' "$port" "$machine" "\${speed:--1}" "$(readlink -f "/sys/class/net/$port")"
done`;

/** Prints the links of ports: the kind of machine, their speed in Mb/s, and their path in sysfs. */
export const readLinkSpeeds = (ports: readonly string[]): Argv => [
  'sh',
  '-c',
  READ,
  'sh',
  ...ports,
];

/** Paths in sysfs of devices that a hypervisor or the kernel itself emulates. */
const EMULATED = /\/virtual\/|\/virtio\d|\/vmbus|\/VMBUS|\/vif-/;

/** Parses what `readLinkSpeeds` printed. @throws ParseFailure */
export const parseLinkSpeeds = (text: string, where?: string): readonly PortLink[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): PortLink => {
      const [, port, machine, megabits, path] =
        /^(\S+) (virtual|physical) (-?\d+) (\/\S+)$/.exec(line) ?? [];
      if (port === undefined || megabits === undefined || path === undefined) {
        const expected = "'PORT physical SPEED PATH'";
        throw new ParseFailure({ source: '/sys/class/net', expected, text: line, where });
      }
      const speed = Number(megabits);
      return {
        interface: port,
        speed: speed > 0 ? bitsPerSecond(speed * 1e6) : undefined,
        hardware: machine === 'physical' && !EMULATED.test(path),
      };
    });
