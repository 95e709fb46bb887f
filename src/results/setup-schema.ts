import { z } from 'zod';
import type { DeepReadonly } from '../model/deep-readonly.js';
import { testFrames } from '../model/schema/test-frames.js';
import { clocksSchema } from './setup/clocks-schema.js';
import { pktgenSchema } from './setup/pktgen-schema.js';
import { portSettingsSchema } from './setup/port-settings-schema.js';
import { systemSchema } from './setup/system-schema.js';

const cpu = {
  cpuModel: z.string(),
  cpus: z.int().min(1).describe('Online CPUs'),
};

const port = z
  .strictObject({
    name: z.string().describe("The port's name in the testbed"),
    interface: z.string(),
    mac: z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/),
    driver: z.string(),
    isolated: z
      .literal(true)
      .exactOptional()
      .describe(
        'Seen when it was taken for test traffic: no address, no default route and no other device' +
          ' on it (RFC 6815)',
      ),
    firmware: z.string().nullable().describe('null where the driver does not report it'),
    offloads: z
      .record(z.string(), z.boolean())
      .describe("Whether each offload is on, by ethtool's names"),
    settings: portSettingsSchema.exactOptional(),
  })
  .describe('A network port as it was during the run');

const roleSetup = z.strictObject({
  machine: z.string().describe('Name in the testbed'),
  kernelRelease: z.string().describe('uname -r'),
  ...cpu,
  hypervisor: z.boolean().describe('The CPU reports a hypervisor: this is a virtual machine'),
  memory: z.int().min(0).describe('Bytes of RAM the kernel has'),
  mitigations: z
    .record(z.string(), z.string())
    .describe('CPU vulnerabilities and what the kernel does about each'),
  system: systemSchema.exactOptional(),
  ports: z.array(port),
});

const softwareNic = z
  .exactOptional(z.literal('software'))
  .describe('Ports were made of software, their wires too');

const qemu = z
  .exactOptional(z.string())
  .describe("QEMU's version, as it says; absent in archives of earlier versions");

/** The environment of the figures: emulated machines measure themselves, metal measures the router. */
export const environmentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('emulated'),
    accelerator: z.enum(['kvm', 'tcg']),
    hostCores: z.int().min(1).describe('Cores of the host, shared by all machines'),
    qemu,
    nic: softwareNic,
  }),
  z.strictObject({ kind: z.literal('metal'), nic: softwareNic }),
  z
    .strictObject({ kind: z.literal('instruction-time') })
    .describe('One emulated CPU whose clock counts its instructions: no caches, no bus, no cycles'),
  z.strictObject({ kind: z.literal('simulated') }).describe('No router was measured'),
]);

/** The computer that drove the run. */
export const controllerSchema = z.strictObject({
  kernelRelease: z.string(),
  ...cpu,
  node: z.string().describe('Version of Node.js'),
});

/** The machines during the run. */
export const setupSchema = z.strictObject({
  roles: z.strictObject({ generator: roleSetup, dut: roleSetup, sink: roleSetup }),
  modules: z
    .array(
      z.strictObject({
        name: z.string(),
        srcversion: z.string().describe("modinfo's hash of the sources it was built from"),
        kernelRelease: z.string().describe('The kernel it was built for'),
        patchSha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .describe('The kernel modules under test; none where no data plane needs one'),
  sinkCounting: z
    .discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('frame-sink'),
        srcversion: z.string(),
        sourceSha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
      z.strictObject({ by: z.literal('nic'), reason: z.string() }),
    ])
    .exactOptional()
    .describe('Who counted what arrived: the module frame_sink, or NICs alone and why'),
  testFrames: testFrames.exactOptional().describe('Absent in archives of earlier versions'),
  clocks: clocksSchema.exactOptional(),
  pktgen: pktgenSchema.exactOptional(),
  softwareNic: z
    .strictObject({
      name: z.string(),
      srcversion: z.string(),
      kernelRelease: z.string(),
      sourceSha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('Of all its sources'),
    })
    .exactOptional()
    .describe('The module that made the ports; absent where they are hardware'),
});

export type Controller = DeepReadonly<z.output<typeof controllerSchema>>;
export type Environment = DeepReadonly<z.output<typeof environmentSchema>>;
export type RoleSetup = DeepReadonly<z.output<typeof roleSetup>>;
export type PortSetup = DeepReadonly<z.output<typeof port>>;
export type PortSettings = DeepReadonly<z.output<typeof portSettingsSchema>>;
export type SystemSetup = DeepReadonly<z.output<typeof systemSchema>>;
export type Setup = DeepReadonly<z.output<typeof setupSchema>>;
