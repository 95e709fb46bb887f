import type { Argv, Command } from '../../model/command.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { parseCpuList } from '../../linux/machine/cpu-list.js';
import { ParseFailure } from '../../linux/text/parse-failure.js';

/** A software port, and the CPU that each of its receive queues interrupts (kernel-patch/softnic/sysfs.c). */
export interface QueueCpus {
  readonly interface: string;
  readonly cpus: readonly number[];
}

const fileOf = (port: string): string => `/sys/class/net/${port}/softnic/cpu`;

/** Prints the CPUs of ports. */
export const readQueueCpus = (ports: readonly string[]): Argv => labelledFiles(ports.map(fileOf));

/** Parses what that printed. @throws ParseFailure if a port's are missing */
export const parseQueueCpus = (
  ports: readonly string[],
  text: string,
  where?: string,
): readonly QueueCpus[] => {
  const files = parseLabelledFiles(text);
  return ports.map((port) => {
    const found = files.get(fileOf(port));
    if (found === undefined) {
      const expected = 'a CPU for each receive queue';
      throw new ParseFailure({ source: fileOf(port), expected, text, where });
    }
    return { interface: port, cpus: parseCpuList(found, where) };
  });
};

const SET = `while read -r port cpus; do
  file=/sys/class/net/$port/softnic/cpu
  [ "$(cat "$file")" = "$cpus" ] && continue
  ip link set dev "$port" down || exit
  printf '%s\\n' "$cpus" >"$file"
  status=$?
  ip link set dev "$port" up || exit
  [ "$status" = 0 ] || exit "$status"
done`;

/** Sets the CPUs of ports. One that has them is left alone; any other goes down and up again. */
export const setQueueCpus = (ports: readonly QueueCpus[]): Required<Command> => ({
  argv: ['sh', '-c', SET],
  stdin: ports.map(({ interface: port, cpus }) => `${port} ${cpus.join(',')}\n`).join(''),
});
