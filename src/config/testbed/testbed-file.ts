import { z } from 'zod';
import { checkedText } from '../../document/checked-text.js';
import { choiceOf } from '../../document/choice.js';
import { filePath } from '../../document/path-text.js';
import { durationText, linkSpeedText } from '../../document/quantity.js';
import { schemaKey } from '../../document/schema-key.js';
import { expected } from '../../document/wording.js';
import { madeHereProblem, namespaceNameProblem } from '../../model/network/kernel-name.js';
import { seconds } from '../../model/units.js';
import { clocksSchema } from './clocks.js';
import { kernelSource, moduleSigning } from './module-schema.js';
import { name } from './name.js';
import { labSchema } from './lab/lab-schema.js';
import { portSchema } from './port.js';
import { power } from './power.js';
import { softnicSchema } from './softnic/softnic-schema.js';
import { hostProblem, userProblem } from './ssh-names.js';
import { tuningSchema } from './tuning/schema.js';

const sudo = z.boolean().default(false).describe('Run every command through sudo -n');

const connectTimeout = durationText.refine(
  (duration) => duration >= seconds(1) && duration <= seconds(600),
  {
    error: expected('from 1 s to 10 min'),
  },
);

const sshConnection = z
  .strictObject({
    type: z.literal('ssh'),
    host: checkedText(hostProblem).describe('Name or address; an alias of ~/.ssh/config works too'),
    port: z.int().min(1).max(65535).optional().describe('Default: as ~/.ssh/config says, or 22'),
    user: checkedText(userProblem)
      .optional()
      .describe('Default: as ~/.ssh/config says, or your name'),
    identityFile: filePath.optional().describe('Private key; the ssh agent is used too'),
    knownHosts: filePath.optional().describe('Default ~/.ssh/known_hosts; always verified'),
    connectTimeout: connectTimeout
      .optional()
      .describe('How long to try to connect; default: ConnectTimeout of ~/.ssh/config, or 20 s'),
    sudo,
  })
  .describe('A machine reached over SSH');

const localConnection = z
  .strictObject({ type: z.literal('local'), sudo })
  .describe('This computer');

const machine = z.strictObject({
  connection: z
    .discriminatedUnion('type', [sshConnection, localConnection])
    .optional()
    .describe('How the machine is reached; set by the lab if there is one'),
  power: power.optional(),
  memory: z.int().min(128).max(65536).optional().describe('MiB, for a machine that a lab boots'),
  cpus: z.int().min(1).max(64).optional().describe('CPUs, for a machine that a lab boots'),
});

/** Maximum per role: as many as a playbook can use, and spare ones. */
const MOST_PORTS = 256;

const role = z.strictObject({
  machine: name,
  namespace: checkedText((name) => namespaceNameProblem(name) ?? madeHereProblem(name))
    .optional()
    .describe('A network namespace of the machine that holds the ports'),
  makeNamespace: z
    .boolean()
    .optional()
    .describe(
      'Whether a run creates the namespace, moves the ports into it, and back afterwards; default: both already exist',
    ),
  cpus: z
    .array(z.int().min(0).max(1023))
    .min(1)
    .max(1024)
    .optional()
    .describe(
      "CPUs of the machine: for the generator's threads; on DUT and sink for the interrupts of their ports and for received frames",
    ),
  tuning: tuningSchema
    .exactOptional()
    .describe("Settings of the role's ports and its machine; overrides the testbed's tuning"),
  ports: z
    .array(portSchema)
    .min(1)
    .max(MOST_PORTS)
    .describe('Test ports; not the one that you log in through'),
});

const SENDING = {
  pktgen: "the kernel's packet generator, on the generator's CPUs",
  source: 'the source in each software port, which uses no CPU: softwareNic only',
} as const;

const COUNTING = {
  auto: 'the module frame_sink if it can be built; the NICs if ports are software',
  'frame-sink': 'the module frame_sink, which also sees order and times',
  nic: "the NICs' own counters",
} as const;

/** The schema of a testbed file. */
export const testbedSchema = z
  .strictObject({
    $schema: schemaKey,
    name,
    description: z.string().optional().describe('What it is, for human readers'),
    lab: labSchema
      .optional()
      .describe('Present if the machines are emulated: vrbench lab up boots them'),
    machines: z.record(name, machine).describe('By name; a machine may have several roles'),
    roles: z
      .strictObject({
        generator: role
          .extend({
            sending: choiceOf('way of sending', SENDING)
              .exactOptional()
              .describe(
                'What sends test frames; default: pktgen, and the source in a deterministic lab',
              ),
            threadsPerPort: z
              .int()
              .min(1)
              .max(64)
              .exactOptional()
              .describe(
                'Threads of pktgen that share the frames of a port, each with its own CPU and transmit queue, as one may not reach line rate; default: 1. Frames then have no common sequence numbers, so that reordering is not measured, and trials that track single frames are sent by one thread',
              ),
          })
          .describe('Sends test frames'),
        dut: role
          .extend({ kernelSource: kernelSource.prefault({ type: 'distribution' }) })
          .describe('The device under test: forwards them'),
        sink: role
          .extend({
            counting: choiceOf('way of counting', COUNTING)
              .default('auto')
              .describe('What counts the frames that arrive'),
          })
          .describe('Receives them'),
      })
      .describe('The machine and the ports of each role'),
    links: z
      .array(z.tuple([name, name], { error: expected('two port names') }))
      .min(2)
      .max(2 * MOST_PORTS)
      .describe('Cables: pairs of port names'),
    calibration: z
      .union([z.tuple([name, name]), z.literal('bridge')], {
        error: expected("two port names, or 'bridge'"),
      })
      .optional()
      .describe(
        "How the tester is measured without a router before a run's trials. Two port names: a cable straight from a port of the generator to one of the sink, which is not one of the links; measures the highest load of the tester, and its latency. bridge: through the DUT as a bridge between the ports of its first links, at a low load; measures only an upper bound of the tester's latency",
      ),
    softwareNic: softnicSchema.optional(),
    moduleSigning: moduleSigning.optional(),
    tuning: tuningSchema
      .exactOptional()
      .describe(
        'Settings of NICs and CPUs of all roles during runs, restored afterwards; everything else is unchanged',
      ),
    clocks: clocksSchema.prefault({ type: 'auto' }),
    linkSpeed: linkSpeedText
      .optional()
      .describe('Speed of every link; loads above its line rate are then rejected'),
  })
  .describe('Three roles, their machines, and the cables between their ports');

/** A testbed file, parsed. */
export type TestbedFile = z.output<typeof testbedSchema>;
export type Role = z.output<typeof role>;
export type RoleName = keyof TestbedFile['roles'];
export type PowerCommands = z.output<typeof power>;
export type Softnic = z.output<typeof softnicSchema>;
export type SshConnection = z.output<typeof sshConnection>;
export type LocalConnection = z.output<typeof localConnection>;
export type Connection = SshConnection | LocalConnection;
