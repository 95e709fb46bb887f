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
import { portSchema } from './port.js';
import { power } from './power.js';
import { softnicSchema } from './softnic-schema.js';
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
    .describe('How the machine is reached; set by the lab where there is one'),
  power: power.optional(),
  memory: z.int().min(128).max(65536).optional().describe('MiB, for a machine that a lab boots'),
  cpus: z.int().min(1).max(64).optional().describe('CPUs, for a machine that a lab boots'),
});

/** Of a role: as many as a playbook can use, and spare ones. */
const MOST_PORTS = 256;

const role = z.strictObject({
  machine: name,
  namespace: checkedText((name) => namespaceNameProblem(name) ?? madeHereProblem(name))
    .optional()
    .describe('A network namespace of the machine that holds the ports'),
  cpus: z
    .array(z.int().min(0).max(1023))
    .min(1)
    .max(1024)
    .optional()
    .describe(
      "CPUs of the machine for the generator's threads; of DUT and sink, for the interrupts of their ports and for received frames",
    ),
  tuning: tuningSchema
    .exactOptional()
    .describe("How the role's ports and its machine are set; comes before the testbed's tuning"),
  ports: z
    .array(portSchema)
    .min(1)
    .max(MOST_PORTS)
    .describe('Test ports; not the one that you log in through'),
});

/** More than any data plane takes. */
const MOST_PACKAGES = 64;

/** deb-control(5), of Package. */
const packageNameProblem = (text: string): string | undefined =>
  /^[a-z0-9][a-z0-9+.-]+$/.test(text) ? undefined : 'must be the name of a Debian package';

const LAB_KINDS = {
  virtual: 'emulated machines in real time, which vrbench lab up boots',
  deterministic: 'one emulated CPU for each data plane, whose clock counts its instructions',
} as const;

const SUITES = { bookworm: 'Debian 12, Linux 6.1', trixie: 'Debian 13, Linux 6.12' } as const;

const SENDING = {
  pktgen: "the kernel's packet generator, on the generator's CPUs",
  source: 'the source in each software port, which takes no CPU: softwareNic only',
} as const;

const COUNTING = {
  auto: 'the module frame_sink where it can be built; the NICs where ports are software',
  'frame-sink': 'the module frame_sink, which also sees order and times',
  nic: "the NICs' own counters",
} as const;

/** The schema of a testbed file. */
export const testbedSchema = z
  .strictObject({
    $schema: schemaKey,
    name,
    description: z.string().optional().describe('What it is, for the reader'),
    lab: z
      .strictObject({
        kind: choiceOf('kind of lab', LAB_KINDS).describe('The clock of its machines'),
        suite: choiceOf('Debian release', SUITES)
          .default('bookworm')
          .describe('The Debian release to boot'),
        packages: z
          .array(checkedText(packageNameProblem))
          .max(MOST_PACKAGES)
          .optional()
          .describe('Debian packages that its machines have besides, such as openvswitch-switch'),
      })
      .optional()
      .describe('Present where the machines are emulated: vrbench lab up boots them'),
    machines: z.record(name, machine).describe('By name; a machine may play several roles'),
    roles: z
      .strictObject({
        generator: role
          .extend({
            sending: choiceOf('way of sending', SENDING)
              .exactOptional()
              .describe(
                'What sends test frames; default: pktgen, and the source in a deterministic lab',
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
      .describe('Which machine plays each role, and by which ports'),
    links: z
      .array(z.tuple([name, name], { error: expected('two port names') }))
      .min(2)
      .max(2 * MOST_PORTS)
      .describe('Cables: pairs of port names'),
    softwareNic: softnicSchema.optional(),
    moduleSigning: moduleSigning.optional(),
    tuning: tuningSchema
      .exactOptional()
      .describe(
        'How NICs and CPUs of all roles are set during runs, and set back after; what is not named stays as it is',
      ),
    clocks: clocksSchema.prefault({ type: 'auto' }),
    linkSpeed: linkSpeedText
      .optional()
      .describe('Speed of every link; loads above its line rate are then refused'),
  })
  .describe('Three roles, the machines that play them, and the cables between their ports');

/** A testbed file, parsed. */
export type TestbedFile = z.output<typeof testbedSchema>;
export type Role = z.output<typeof role>;
export type RoleName = keyof TestbedFile['roles'];
export type PowerCommands = z.output<typeof power>;
export type Softnic = z.output<typeof softnicSchema>;
export type SshConnection = z.output<typeof sshConnection>;
export type LocalConnection = z.output<typeof localConnection>;
export type Connection = SshConnection | LocalConnection;
