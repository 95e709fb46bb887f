import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { unread } from './unread.js';

const cpuList = z.string().describe('CPUs as the kernel lists them: 0-3,6; empty for none');

/** Firmware, kernel and processors of a machine, read after the run had set it up. */
export const systemSchema = z
  .strictObject({
    distribution: z.string().nullable().describe('PRETTY_NAME of os-release'),
    kernelBuild: z.string().nullable().describe('uname -v: build date and version'),
    commandLine: z.string().nullable().describe('Kernel command line, /proc/cmdline'),
    product: z
      .strictObject({
        vendor: z.string().describe('Manufacturer'),
        name: z.string().describe('Model'),
      })
      .nullable()
      .describe('The machine according to its firmware (DMI)'),
    bios: z
      .strictObject({
        vendor: z.string().describe('Manufacturer'),
        version: z.string().describe("In the vendor's notation"),
        date: z.string().describe("In the vendor's notation"),
      })
      .nullable()
      .describe('Firmware (DMI)'),
    microcode: z
      .string()
      .nullable()
      .describe('Microcode revision of the first CPU, in hexadecimal'),
    frequency: z
      .strictObject({
        driver: z.string().describe('acpi-cpufreq, intel_pstate ...'),
        governors: z
          .array(
            z.strictObject({
              governor: z.string().describe('performance, powersave ...'),
              cpus: cpuList,
            }),
          )
          .describe('The governor of each CPU'),
        turbo: z
          .boolean()
          .nullable()
          .describe(
            'Whether CPUs may exceed their base frequency; null if sysfs has no file for it',
          ),
      })
      .nullable()
      .describe('Frequency scaling (cpufreq)'),
    idle: z
      .strictObject({
        driver: z.string().describe('intel_idle, acpi_idle ...'),
        governor: z.string().describe('Selects the idle state: menu, haltpoll ...'),
        states: z
          .array(
            z.strictObject({
              name: z.string().describe('POLL, C1, C6 ...'),
              enabled: z.boolean().describe('Whether the CPU may enter it'),
            }),
          )
          .describe('C-states of the first CPU, shallowest first'),
      })
      .nullable()
      .describe('Idle states (cpuidle)'),
    smt: z
      .string()
      .nullable()
      .describe('Whether cores run several threads: on, off, forceoff, notsupported ...'),
    isolatedCpus: cpuList.nullable().describe('CPUs isolated from the scheduler (isolcpus=)'),
    ticklessCpus: cpuList.nullable().describe('CPUs without a tick while busy (nohz_full=)'),
    numaNodes: z.string().nullable().describe('NUMA nodes that are online: 0-1'),
    clockSource: z.string().nullable().describe("The kernel's clock source: tsc, hpet"),
    unread,
  })
  .describe('Firmware, kernel and processors; absent in archives of earlier versions');

export type SystemSetup = DeepReadonly<z.output<typeof systemSchema>>;
