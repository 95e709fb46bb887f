import { z } from 'zod';
import { unread } from './unread-schema.js';

const cpuList = z.string().describe('CPUs as the kernel lists them: 0-3,6; empty for none');

/** Firmware, kernel and processors of a machine, as it was read when the run had set it up. */
export const systemSchema = z
  .strictObject({
    distribution: z.string().nullable().describe('PRETTY_NAME of os-release'),
    kernelBuild: z.string().nullable().describe('uname -v: when and from what it was built'),
    commandLine: z.string().nullable().describe("The kernel's, /proc/cmdline"),
    product: z
      .strictObject({
        vendor: z.string().describe('Who made it'),
        name: z.string().describe('Its model'),
      })
      .nullable()
      .describe('The machine as its firmware names it (DMI)'),
    bios: z
      .strictObject({
        vendor: z.string().describe('Who made it'),
        version: z.string().describe('As the vendor writes it'),
        date: z.string().describe('As the vendor writes it'),
      })
      .nullable()
      .describe('Its firmware (DMI)'),
    microcode: z.string().nullable().describe('Revision that the first CPU runs, in hexadecimal'),
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
          .describe('What chooses the frequency of each CPU'),
        turbo: z
          .boolean()
          .nullable()
          .describe('Whether CPUs may exceed their base frequency; null where no file says so'),
      })
      .nullable()
      .describe('Frequency scaling (cpufreq)'),
    idle: z
      .strictObject({
        driver: z.string().describe('intel_idle, acpi_idle ...'),
        governor: z.string().describe('What chooses among its states: menu, haltpoll ...'),
        states: z
          .array(
            z.strictObject({
              name: z.string().describe('POLL, C1, C6 ...'),
              enabled: z.boolean().describe('Whether the CPU may enter it'),
            }),
          )
          .describe('C-states of the first CPU, the shallowest first'),
      })
      .nullable()
      .describe('What CPUs do when idle (cpuidle)'),
    smt: z
      .string()
      .nullable()
      .describe('Whether cores run several threads: on, off, forceoff, notsupported ...'),
    isolatedCpus: cpuList.nullable().describe('CPUs kept from the scheduler (isolcpus=)'),
    ticklessCpus: cpuList.nullable().describe('CPUs without a tick while busy (nohz_full=)'),
    numaNodes: z.string().nullable().describe('Those online: 0-1'),
    clockSource: z.string().nullable().describe('What the kernel reads its time from: tsc, hpet'),
    unread,
  })
  .describe('Firmware, kernel and processors; absent in archives of earlier versions');
