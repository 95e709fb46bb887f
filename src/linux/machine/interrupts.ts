import type { Argv } from '../../model/command.js';

/** An interrupt of a port's device. */
export interface Interrupt {
  readonly port: string;
  readonly irq: number;
  /** As /proc/interrupts has it: `enp1s0-TxRx-3`, `virtio1-input.0`. */
  readonly name: string;
  /** The CPUs it may be delivered to, in the kernel's notation. */
  readonly cpus: string;
}

// A virtio device's interrupts are those of the PCI device above it; above a NIC is a bridge, which has
// interrupts of its own. A device without message signalled interrupts has that of its pin.
const READ = `for port; do
  device=/sys/class/net/$port/device
  irqs=
  for place in "$device" "$device/.."; do
    irqs=$(ls "$place/msi_irqs" 2>/dev/null || cat "$place/irq" 2>/dev/null) && break
  done
  for irq in $irqs; do
    [ "$irq" = 0 ] && continue
    name=$(sed -n "s/^ *$irq:.* //p" /proc/interrupts)
    [ -n "$name" ] || continue
    printf '%s %s %s %s\\n' "$port" "$irq" "$(cat "/proc/irq/$irq/smp_affinity_list")" "$name"
  done
done`;

/** Prints the interrupts of ports that are in use, one a line. */
export const readInterrupts = (ports: readonly string[]): Argv => [
  ...(['sh', '-c', READ, 'sh'] as const),
  ...ports,
];

const LINE = /^(\S+) (\d+) ([\d,-]+) (\S+)$/;

/** Parses what that printed. */
export const parseInterrupts = (text: string): readonly Interrupt[] =>
  text.split('\n').flatMap((line) => {
    const [, port, irq, cpus, name] = LINE.exec(line) ?? [];
    return port === undefined || irq === undefined || cpus === undefined || name === undefined
      ? []
      : [{ port, irq: Number(irq), name, cpus }];
  });

/** Drivers end the name of a queue's interrupt with its number: `-TxRx-3`, `-rx-0`, `input.1`, `comp2@pci:…`. */
const QUEUE = /^[^@]*(?:[-.]|comp)(\d+)(?:@|$)/;

/**
 * The queue of an interrupt; undefined for those of the link, or of a device with only one. Most names begin
 * with that of the port, which may end with a number itself: `test-1`.
 */
export const queueOf = ({ name, port }: Pick<Interrupt, 'name' | 'port'>): number | undefined => {
  const [, queue] = QUEUE.exec(name.startsWith(port) ? name.slice(port.length) : name) ?? [];
  return queue === undefined ? undefined : Number(queue);
};

/** The file with the affinity of an interrupt. */
export const affinityFile = (irq: number): string => `/proc/irq/${irq}/smp_affinity_list`;
