import { z } from 'zod';
import type { Host } from '../../host/host.js';
import {
  affinityFile,
  parseInterrupts,
  queueOf,
  readInterrupts,
  type Interrupt,
} from '../../linux/machine/interrupts.js';
import { writeFiles } from '../../linux/text/write-files.js';
import type { Argv } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { commandIn, runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';
import { lastWords } from '../../linux/text/error-lines.js';
import { TuningRefused } from './refusal.js';

/** Ports, and the CPUs that the interrupts of their queues are assigned to, in turn. */
const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  /** A port whose device has no interrupts is skipped. */
  optional: z.exactOptional(z.boolean()),
  ports: z
    .array(
      z.strictObject({ interface: z.string(), cpus: z.array(z.int().min(0)).min(1).readonly() }),
    )
    .min(1)
    .readonly(),
});
type Spec = z.output<typeof specSchema>;

const question = ({ ports }: Spec): Argv => readInterrupts(ports.map((port) => port.interface));

const interruptsOf = async (
  host: Host,
  spec: Spec,
  signal?: AbortSignal,
): Promise<readonly Interrupt[]> => {
  const { stdout } = await host.in(spec.namespace).run(question(spec), { signal });
  return parseInterrupts(stdout);
};

/** An interrupt that belongs to no queue goes to the first CPU. */
const cpuOf = ({ ports }: Spec, interrupt: Interrupt): number => {
  const { cpus = [] } = ports.find((port) => port.interface === interrupt.port) ?? {};
  return cpus[(queueOf(interrupt) ?? 0) % cpus.length] ?? 0;
};

/**
 * Assigns the interrupts of a NIC's queues to CPUs: `smp_affinity_list` of each. irqbalance would move
 * them again. Software ports have no such interrupts: see softnic-cpus.
 */
export const irqAffinity = defineStep({
  kind: 'irq-affinity',
  spec: specSchema,
  /** The lists of CPUs, by file. */
  before: z.record(z.string(), z.string()),
  // The interrupts of a port are only known on the machine.
  describe: (spec) => [commandIn(spec.namespace, { argv: question(spec) })],
  read: async (host, spec, signal) => {
    const found = await interruptsOf(host, spec, signal);
    const without = spec.ports.find(
      (port) => !found.some((interrupt) => interrupt.port === port.interface),
    );
    if (without !== undefined && spec.optional !== true) {
      throw new PreconditionFailure({
        attempted: `assigning the interrupts of ${without.interface} to CPUs ${without.cpus.join(', ')}`,
        where: host.name,
        got: 'its device has none in /sys/class/net/DEV/device/msi_irqs and /proc/interrupts',
        remedy:
          "leave receive out of the playbook and cpus out of the testbed's tuning, or name a NIC's port in the testbed",
      });
    }
    return Object.fromEntries(found.map(({ irq, cpus }) => [affinityFile(irq), cpus]));
  },
  apply: async (host, spec, signal) => {
    const found = await interruptsOf(host, spec, signal);
    const wanted = found.map((each) => [affinityFile(each.irq), String(cpuOf(spec, each))]);
    if (wanted.length === 0) return;
    const values = Object.fromEntries(wanted) as Record<string, string>;
    const { argv, stdin } = writeFiles(values);
    const output = await host.attempt(argv, { stdin, signal });
    if (output.exitCode === 0) return;
    throw new TuningRefused({
      setting: 'the CPUs of interrupts',
      port: spec.ports.map((port) => port.interface).join(', '),
      wanted: [...new Set(spec.ports.flatMap(({ cpus }) => cpus))].join(', '),
      machine: host.name,
      said: lastWords(output),
    });
  },
  undo: async (host, _, lists) => {
    if (Object.keys(lists).length > 0) await runInOrder(host, [writeFiles(lists)]);
  },
});
