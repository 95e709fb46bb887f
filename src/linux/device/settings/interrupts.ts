import type { PortSettings } from '../../../model/schema/setup/port-settings.js';
import type { Readout } from '../../text/query.js';
import type { DeviceFiles } from './device-files.js';

type Interrupts = NonNullable<PortSettings['interrupts']>;

/** The interrupts of a machine: their CPUs, and the names of their handlers. */
export const INTERRUPT_FILES: readonly string[] = [
  '/proc/irq/*/smp_affinity_list',
  '/proc/irq/*/effective_affinity_list',
  '/proc/irq/*/*/',
];

/** The numbers of a device's interrupts: its message signalled ones, else the one of its pin. */
export const interruptFiles = (device: string): readonly string[] => [
  `${device}/msi_irqs/*`,
  `${device}/irq`,
];

const numbersOf = ({ own, names }: DeviceFiles): readonly number[] => {
  const messages = names('msi_irqs/').map(Number);
  if (messages.length > 0) return messages;
  const pin = Number(own('irq'));
  return Number.isInteger(pin) && pin > 0 ? [pin] : [];
};

/**
 * The interrupts of a device, from all that the machine printed (Documentation/core-api/irq/irq-affinity.rst).
 * Interrupts not requested by a driver are omitted.
 */
export const readInterrupts = (
  device: DeviceFiles,
  files: ReadonlyMap<string, string>,
): Readout<Interrupts> => {
  const found = numbersOf(device).flatMap((irq): Interrupts => {
    const folder = `/proc/irq/${irq}/`;
    const handlers = [...files.keys()]
      .filter((path) => path.startsWith(folder) && path.endsWith('/'))
      .map((path) => path.slice(folder.length, -1));
    const affinity = files.get(`${folder}smp_affinity_list`);
    if (affinity === undefined || handlers.length === 0) return [];
    const effective = files.get(`${folder}effective_affinity_list`) ?? null;
    return [{ irq, name: handlers.join(', '), affinity, effective }];
  });
  return found.length > 0
    ? { value: found.sort((a, b) => a.irq - b.irq) }
    : { unread: 'its device has no interrupt' };
};
