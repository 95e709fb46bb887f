import type { Command } from '../../model/command.js';
import { decimal } from '../text/number.js';
import { labelledFiles, parseLabelledFiles } from '../text/labelled-files.js';
import type { Argv } from '../../model/command.js';

/** How many virtual functions a port's device can have, and has (Documentation/PCI/pci-iov-howto.rst). */
export interface FunctionCounts {
  readonly total: number;
  readonly present: number;
}

const FILES = { total: 'sriov_totalvfs', present: 'sriov_numvfs' } as const;

const fileOf = (port: string, which: keyof typeof FILES): string =>
  `/sys/class/net/${port}/device/${FILES[which]}`;

/** Prints both numbers of every port; fails if a port is missing, but prints the others. */
export const readFunctionCounts = (ports: readonly string[]): Argv =>
  labelledFiles(ports.flatMap((port) => [fileOf(port, 'total'), fileOf(port, 'present')]));

/**
 * The numbers of a port from what `readFunctionCounts` printed; `undefined` if its device has no
 * virtual functions.
 * @throws ParseFailure
 */
export const parseFunctionCounts = (
  stdout: string,
  where?: string,
): ((port: string) => FunctionCounts | undefined) => {
  const texts = parseLabelledFiles(stdout);
  const read = (port: string, which: keyof typeof FILES): number | undefined => {
    const source = fileOf(port, which);
    const text = texts.get(source);
    return text === undefined ? undefined : decimal(text.trim(), { source, where });
  };
  return (port) => {
    const [total, present] = [read(port, 'total'), read(port, 'present')];
    return total === undefined || present === undefined ? undefined : { total, present };
  };
};

/** A virtual function of a port, and the target namespace of its network device. */
export interface VirtualFunction {
  readonly mac: string;
  readonly namespace: string;
  readonly name: string;
}

/** Their network devices appear when the driver of the functions has probed them. */
const CREATE = `port=$1 device=/sys/class/net/$1/device
echo "$2" >"$device/sriov_numvfs" || exit
while read -r index mac namespace name; do
  ip link set dev "$port" vf "$index" mac "$mac" || exit
  turns=100
  until set -- "$device/virtfn$index/net/"* && [ -e "$1" ]; do
    if [ "$turns" = 0 ]; then
      echo "virtual function $index of $port has no network device: the kernel has no driver for it" >&2
      exit 1
    fi
    turns=$((turns - 1))
    sleep 0.1
  done
  ip link set dev "\${1##*/}" address "$mac" || exit
  ip link set dev "\${1##*/}" netns "$namespace" name "$name" || exit
done`;

/** Creates the virtual functions of a port and moves their network devices, down, to their namespaces. */
export const createFunctions = (port: string, functions: readonly VirtualFunction[]): Command => ({
  argv: ['sh', '-c', CREATE, 'sh', port, String(functions.length)],
  stdin: functions
    .map(({ mac, namespace, name }, index) => `${index} ${mac} ${namespace} ${name}\n`)
    .join(''),
});

const REMOVE = `status=0
for port do
  file=/sys/class/net/$port/device/sriov_numvfs
  [ ! -e "$file" ] || echo 0 >"$file" || status=1
done
exit "$status"`;

/** Removes all virtual functions of ports, wherever their network devices are. */
export const removeFunctions = (ports: readonly string[]): Argv => [
  ...(['sh', '-c', REMOVE, 'sh'] as const),
  ...ports,
];
