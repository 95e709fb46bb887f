import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { count, duration, ratio } from './quantity.js';

const cpuUse = z
  .strictObject({
    cpu: z.int().min(0).describe('Its number in the kernel'),
    user: duration('In user space, nice and guest time included'),
    system: duration('In the kernel: system calls and kernel threads'),
    irq: duration('In hardware interrupts'),
    softirq: duration('In soft interrupts such as NET_RX, ksoftirqd included'),
    steal: duration('Runnable while the hypervisor ran something else'),
    idle: duration('Idle, or waiting for I/O'),
  })
  .describe(
    'What one CPU did; the times add up to the interval between the readings, in ticks of 10 ms',
  );

const machineProcessors = z
  .strictObject({
    machine: z.string().describe('Its name in the testbed'),
    steal: ratio('Time that the hypervisor gave to others, of the CPU with the most'),
    softirq: ratio('Time in soft interrupts, of the CPU with the most'),
    throttled: count(
      'How often CPUs were throttled because they got too hot; null if they do not count it',
    ).nullable(),
    interval: duration(
      "Between the readings of /proc/stat, by the machine's clock: from before the generator started until " +
        'after it had ended, excluding what precedes and follows, such as the wait for residual frames',
    ).exactOptional(),
    cpus: z
      .array(cpuUse)
      .exactOptional()
      .describe(
        'Each CPU that was online at both readings; absent in archives of earlier versions',
      ),
  })
  .describe('CPU usage of a machine');

const labThread = z
  .strictObject({
    machine: z.string().describe('Its name in the testbed'),
    thread: z
      .string()
      .describe("Of its QEMU: 'CPU 0' is its first virtual CPU, the 'main loop' moves its frames"),
    ran: duration('Running'),
    waited: duration("Waiting for this computer's processors"),
  })
  .describe('A thread of an emulated machine');

const labProcessors = z
  .strictObject({
    duration: duration('From before the first frame until after the last'),
    threads: z.array(labThread).describe('Of the machines in the roles of DUT and generator'),
    others: duration('CPU time used on this computer by programs other than the lab and vrbench'),
    starved: ratio(
      'Longest time that one of these threads waited while other programs ran, of the duration',
    ),
    worstSecond: ratio('The same within the worst second'),
    steal: ratio("Time that this computer's own hypervisor gave to others, of one processor"),
    stopped: z
      .array(z.string())
      .exactOptional()
      .describe('Machines that were seen stopped by a signal; absent if none was'),
  })
  .describe('CPU time that an emulated lab got from the computer it runs on');

/** CPU usage while a trial's frames were sent. */
export const trialProcessors = z
  .strictObject({
    machines: z.array(machineProcessors),
    lab: labProcessors.exactOptional().describe('Absent if the machines are real'),
  })
  .describe('CPU usage while frames were sent');

export type CpuUse = DeepReadonly<z.output<typeof cpuUse>>;
export type MachineProcessors = DeepReadonly<z.output<typeof machineProcessors>>;
export type LabThread = DeepReadonly<z.output<typeof labThread>>;
export type LabProcessors = DeepReadonly<z.output<typeof labProcessors>>;
export type TrialProcessors = DeepReadonly<z.output<typeof trialProcessors>>;
