import type { Command } from '../../model/command.js';
import type { Datapath } from './datapath.js';
import { flowText, type Flow } from './flow.js';
import { OVS_BRIDGE, OVS_DATABASE, OVS_OPENFLOW, OVS_SWITCHD } from './folder.js';

/** A port of the bridge. */
export interface SwitchPort {
  readonly interface: string;
  /** Its number in flows, from 1. */
  readonly number: number;
  /** The Ethernet address of a device that the switch creates; absent for an existing one. */
  readonly internal?: string;
}

/**
 * Runs ovs-vsctl with the words of each line, then checks the result: ovs-vsctl exits with 0 even if a
 * port could not be opened. The kernel's datapath needs a thread that makes flows.
 */
const CONFIGURE = `database=$1 control=$2 datapath=$3
set -f
while read -r words; do
  ovs-vsctl --db="$database" --timeout=60 $words || exit
done
errors=$(ovs-vsctl --db="$database" --timeout=10 --bare --columns=error find interface 'error!=[]')
if [ -n "$errors" ]; then
  echo "$errors" >&2
  exit 1
fi
[ "$datapath" = system ] || exit 0
tries=100
until ovs-appctl -t "$control" memory/show | grep -q 'handlers:[1-9]'; do
  tries=$((tries - 1))
  if [ "$tries" -eq 0 ]; then
    echo 'ovs-vswitchd has no thread that makes flows' >&2
    exit 1
  fi
  sleep 0.1
done`;

/** More would exceed the line length of shells. */
const PORTS_A_LINE = 64;

const portWords = ({ interface: name, number, internal }: SwitchPort): readonly string[] => [
  ...['--', 'add-port', OVS_BRIDGE, name],
  ...['--', 'set', 'interface', name, `ofport_request=${number}`],
  ...(internal === undefined ? [] : ['type=internal', `mac="${internal}"`]),
];

/**
 * Creates the bridge and its ports. It forwards only by flows, and keeps a flow of the
 * datapath for an hour after its last frame, so that trials find those of the frames before them.
 */
export const makeBridge = (datapath: Datapath, ports: readonly SwitchPort[]): Command => {
  const first = [
    ...['set', 'Open_vSwitch', '.', 'other_config:max-idle=3600000'],
    ...['--', 'add-br', OVS_BRIDGE],
    ...['--', 'set', 'bridge', OVS_BRIDGE, `datapath_type=${datapath}`, 'fail_mode=secure'],
  ];
  const chunks = Array.from({ length: Math.ceil(ports.length / PORTS_A_LINE) }, (_, index) =>
    ports.slice(index * PORTS_A_LINE, (index + 1) * PORTS_A_LINE).flatMap(portWords),
  );
  return {
    argv: ['sh', '-c', CONFIGURE, 'sh', OVS_DATABASE, OVS_SWITCHD, datapath],
    stdin: [first, ...chunks].map((words) => `${words.join(' ')}\n`).join(''),
  };
};

/** Gives the bridge its flows, all at once. */
export const replaceFlows = (flows: readonly Flow[]): Command => ({
  argv: ['ovs-ofctl', '--bundle', 'replace-flows', OVS_OPENFLOW, '-'],
  stdin: flowText(flows),
});
