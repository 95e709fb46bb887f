import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { testFrames } from '../../model/schema/setup/test-frames.js';
import { calibrationSchema } from '../../model/schema/setup/calibration.js';
import { clocksSchema } from '../../model/schema/setup/clocks.js';
import { pktgenSchema } from '../../model/schema/setup/pktgen.js';
import { portSettingsSchema } from '../../model/schema/setup/port-settings.js';
import { systemSchema } from '../../model/schema/setup/system.js';

const cpu = {
  cpuModel: z.string().describe('CPU model, as reported by the kernel'),
  cpus: z.int().min(1).describe('Online CPUs'),
};

const port = z
  .strictObject({
    name: z.string().describe("The port's name in the testbed"),
    interface: z.string().describe('Its name in the kernel'),
    foundBy: z
      .string()
      .exactOptional()
      .describe(
        'How the testbed identifies it instead: mac 00:1b:21:3a:4b:5c, pci 0000:03:00.0; absent if by name',
      ),
    mac: z
      .string()
      .regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/)
      .describe('Its MAC address'),
    driver: z.string().describe('Name of its driver'),
    isolated: z
      .literal(true)
      .exactOptional()
      .describe(
        'Checked before it was used for test traffic: no address, no default route and no other device' +
          ' on it (RFC 6815)',
      ),
    firmware: z.string().nullable().describe('null if the driver does not report it'),
    offloads: z
      .record(z.string(), z.boolean())
      .describe("Whether each offload is on, by ethtool's names"),
    settings: portSettingsSchema.exactOptional(),
  })
  .describe('A network port during the run');

const roleSetup = z
  .strictObject({
    machine: z.string().describe('Name in the testbed'),
    kernelRelease: z.string().describe('uname -r'),
    ...cpu,
    hypervisor: z.boolean().describe('The CPU reports a hypervisor: this is a virtual machine'),
    memory: z.int().min(0).describe('Bytes of RAM available to the kernel'),
    mitigations: z
      .record(z.string(), z.string())
      .describe('CPU vulnerabilities and the mitigation of each'),
    system: systemSchema.exactOptional(),
    pktgen: pktgenSchema.exactOptional(),
    ports: z.array(port).describe('Its ports in use'),
  })
  .describe('The machine that has this role');

const softwareNic = z
  .exactOptional(z.literal('software'))
  .describe('Ports and their links were software');

const qemu = z
  .exactOptional(z.string())
  .describe("QEMU's version; absent in archives of earlier versions");

/** The environment of the figures: emulated machines measure themselves, metal measures the router. */
export const environmentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('emulated'),
    accelerator: z.enum(['kvm', 'tcg']).describe('How their instructions were executed'),
    hostCores: z.int().min(1).describe('Cores of the host, shared by all machines'),
    qemu,
    nic: softwareNic,
  }),
  z.strictObject({ kind: z.literal('metal'), nic: softwareNic }),
  z
    .strictObject({ kind: z.literal('instruction-time'), qemu })
    .describe('One emulated CPU whose clock counts its instructions: no caches, no bus, no cycles'),
  z.strictObject({ kind: z.literal('simulated') }).describe('No router was measured'),
]);

/** The program that made the run. */
export const vrbenchSchema = z
  .strictObject({
    version: z.string().describe('As in its package.json'),
    commit: z.string().nullable().describe('git commit, if known'),
    modified: z
      .boolean()
      .exactOptional()
      .describe("Files of the checkout differed from the commit's; absent if none is known"),
  })
  .describe('The program that made the run');

/** The computer that drove the run. */
export const controllerSchema = z
  .strictObject({
    kernelRelease: z.string().describe('uname -r'),
    ...cpu,
    node: z.string().describe('Version of Node.js'),
  })
  .describe('The computer that vrbench ran on');

/** The machines during the run. */
export const setupSchema = z.strictObject({
  roles: z
    .strictObject({ generator: roleSetup, dut: roleSetup, sink: roleSetup })
    .describe('The machine of each role'),
  modules: z
    .array(
      z.strictObject({
        name: z.string().describe('Name of the module'),
        srcversion: z.string().describe("modinfo's hash of the sources it was built from"),
        kernelRelease: z.string().describe('The kernel it was built for'),
        patchSha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('SHA-256 of the patch that created it'),
      }),
    )
    .describe('The kernel modules under test; empty if no data plane needs one'),
  sinkCounting: z
    .discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('frame-sink'),
        srcversion: z.string().describe("modinfo's hash of its sources"),
        sourceSha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('SHA-256 of all its sources'),
      }),
      z.strictObject({
        by: z.literal('nic'),
        reason: z.string().describe('Why the module did not count'),
      }),
    ])
    .exactOptional()
    .describe('What counted received frames: the module frame_sink, or only NICs and why'),
  testFrames: testFrames.exactOptional().describe('Absent in archives of earlier versions'),
  clocks: clocksSchema.exactOptional(),
  tuned: z
    .array(
      z.strictObject({
        where: z.string().describe('dut, dut port dut0; several are separated by commas'),
        what: z.string().describe('pause frames, interrupt coalescing, receive ring ...'),
        one: z.string().describe('Before'),
        other: z.string().describe('Since then'),
      }),
    )
    .exactOptional()
    .describe(
      "What the testbed's tuning changed, as it was read before and after; absent where it sets nothing",
    ),
  calibration: calibrationSchema
    .exactOptional()
    .describe('Absent if the testbed has no `calibration`'),
  softwareNic: z
    .strictObject({
      name: z.string().describe('Name of the module'),
      srcversion: z.string().describe("modinfo's hash of its sources"),
      kernelRelease: z.string().describe('The kernel it was built for'),
      sourceSha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('Of all its sources'),
    })
    .exactOptional()
    .describe('The module that created the ports; absent if they are hardware'),
});

export type Controller = DeepReadonly<z.output<typeof controllerSchema>>;
export type Environment = DeepReadonly<z.output<typeof environmentSchema>>;
export type RoleSetup = DeepReadonly<z.output<typeof roleSetup>>;
export type PortSetup = DeepReadonly<z.output<typeof port>>;
export type Setup = DeepReadonly<z.output<typeof setupSchema>>;
