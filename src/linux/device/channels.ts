import type { Argv, Command } from '../../model/command.js';

/** Prints the queues of a port; fails if its driver has no such setting. */
export const readChannels = (port: string): Argv => ['ethtool', '-l', port];

/** A port, and the number of queues to set. */
export interface PortChannels {
  readonly interface: string;
  readonly queues: number;
}

/** Some drivers, softnic among them, change queues only while the port is down. */
const SET = `turns=150
while read -r port queues; do
  inuse=$(ethtool -l "$port" 2>/dev/null | sed -n 's/^Combined:[^0-9]*//p' | tail -n 1)
  [ "\${inuse:-1}" = "$queues" ] && continue
  ip link set dev "$port" down || exit
  ethtool -L "$port" combined "$queues" </dev/null
  status=$?
  ip link set dev "$port" up || exit
  [ "$status" = 0 ] || exit "$status"
  until [ "$(cat "/sys/class/net/$port/carrier" 2>/dev/null)" = 1 ] || [ "$turns" = 0 ]; do
    turns=$((turns - 1))
    sleep 0.1
  done
done`;

/** Sets the number of queues of each port. A port that already has it is not touched; others go down and up again. */
export const setChannels = (ports: readonly PortChannels[]): Required<Command> => ({
  argv: ['sh', '-c', SET],
  stdin: ports.map(({ interface: port, queues }) => `${port} ${queues}\n`).join(''),
});
