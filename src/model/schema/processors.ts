import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { count, duration, ratio } from './quantity.js';

const cpuUse = z
  .strictObject({
    cpu: z.int().min(0).describe('Its number in the kernel'),
    user: duration('In programs, those of low priority and guests included'),
    system: duration('In the kernel for programs, and in its own threads'),
    irq: duration('In hardware interrupts'),
    softirq: duration('In soft interrupts: receiving frames and the like, ksoftirqd included'),
    steal: duration('It had work, and the hypervisor ran something else'),
    idle: duration('Idle, or only waiting for I/O'),
  })
  .describe('What one CPU did; the times add up to those between the readings, in ticks of 10 ms');

const machineProcessors = z
  .strictObject({
    machine: z.string().describe('By its name in the testbed'),
    steal: ratio('Time that the hypervisor gave to others, of the CPU that lost most'),
    softirq: ratio('Time in soft interrupts, of the CPU that had most'),
    throttled: count(
      'How often CPUs were throttled because they got too hot; null where they do not count it',
    ).nullable(),
    interval: duration(
      'Between the readings of /proc/stat, by the machine: from before the generator was started until ' +
        'after it had ended. What comes before and after, such as the wait for residual frames, is not in it',
    ).exactOptional(),
    cpus: z
      .array(cpuUse)
      .exactOptional()
      .describe('Each CPU that was online at both ends; absent in archives of earlier versions'),
  })
  .describe('What the CPUs of a machine did');

const labThread = z
  .strictObject({
    machine: z.string().describe('By its name in the testbed'),
    thread: z
      .string()
      .describe("Of its QEMU: 'CPU 0' is its first virtual CPU, the 'main loop' moves its frames"),
    ran: duration('It ran'),
    waited: duration("It waited for this computer's processors"),
  })
  .describe('A thread of an emulated machine');

const labProcessors = z
  .strictObject({
    duration: duration('From before the first frame until after the last'),
    threads: z.array(labThread).describe('Of the machines that play DUT and generator'),
    others: duration(
      'Processor time that programs other than the lab and vrbench used on this computer',
    ),
    starved: ratio(
      'Of the duration, how long one of these threads waited while other programs ran, at most',
    ),
    worstSecond: ratio('The same of a single second, at most'),
    steal: ratio('Time that a hypervisor below this computer gave to others, of one processor'),
    stopped: z
      .array(z.string())
      .exactOptional()
      .describe('Machines that were seen stopped by a signal; absent where none was'),
  })
  .describe('What an emulated lab had of the computer that it runs on');

/** What the processors did while a trial's frames were sent. */
export const trialProcessors = z
  .strictObject({
    machines: z.array(machineProcessors),
    lab: labProcessors.exactOptional().describe('Absent where machines are real'),
  })
  .describe('What the processors did while frames were sent');

export type CpuUse = DeepReadonly<z.output<typeof cpuUse>>;
export type MachineProcessors = DeepReadonly<z.output<typeof machineProcessors>>;
export type LabThread = DeepReadonly<z.output<typeof labThread>>;
export type LabProcessors = DeepReadonly<z.output<typeof labProcessors>>;
export type TrialProcessors = DeepReadonly<z.output<typeof trialProcessors>>;
