import type { Argv, Command } from '../../model/command.js';
import { cpuMask } from '../machine/cpu-mask.js';

/** A port, and the CPUs to which RPS distributes its received frames; empty: none. */
export interface PortRps {
  readonly interface: string;
  readonly cpus: readonly number[];
}

const READ = `for port; do
  grep -H '' "/sys/class/net/$port/queues/"rx-*/rps_cpus || exit
done`;

/** Prints the CPUs of every receive queue of ports (Documentation/networking/scaling.rst). */
export const readRps = (ports: readonly string[]): Argv => [
  ...(['sh', '-c', READ, 'sh'] as const),
  ...ports,
];

const LINE = /^(\/sys\/class\/net\/[^/]+\/queues\/rx-\d+\/rps_cpus):([0-9a-f,]+)$/;

/** The masks that it printed, by file. */
export const parseRps = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, file, mask] = LINE.exec(line) ?? [];
      return file === undefined || mask === undefined ? [] : [[file, mask]];
    }),
  );

const SET = `while read -r port mask; do
  for file in "/sys/class/net/$port/queues/"rx-*/rps_cpus; do
    printf '%s\\n' "$mask" >"$file" || exit
  done
done`;

/** Sets the same CPUs for all receive queues of each port. */
export const setRps = (ports: readonly PortRps[]): Required<Command> => ({
  argv: ['sh', '-c', SET],
  stdin: ports.map(({ interface: port, cpus }) => `${port} ${cpuMask(cpus)}\n`).join(''),
});
