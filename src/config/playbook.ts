import { z } from 'zod';
import { DATA_PLANES } from '../model/data-plane.js';
import { MODIFIERS } from '../model/modifier.js';
import { MAXIMUM_FRAME, MINIMUM_FRAME } from '../model/frame.js';
import { DESTINATIONS, DIRECTIONS, PLAIN_TRAFFIC, PROTOCOLS } from '../model/network/traffic.js';
import { bytes } from '../model/units.js';
import { procedureSchema } from './procedure.js';
import { durationText, percentText } from '../document/quantity.js';
import { routersSchema } from './routers.js';
import { expected, unknown } from '../document/wording.js';

export type { FrameLossRate, LoadSweep, MlrSearch, Procedure, Throughput } from './procedure.js';

const ETHERNET = expected(
  `an Ethernet frame of ${MINIMUM_FRAME} to ${MAXIMUM_FRAME} bytes (RFC 2544 section 9.1)`,
);

/** What a playbook file may say. */
export const playbookSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,60}$/, {
        error: expected('a lower-case letter, then letters, digits and hyphens'),
      })
      .describe('A short name; runs are named after it'),
    description: z.string().optional(),
    ingressPorts: z.int().min(1).max(64).default(1).describe('How many generator ports offer load'),
    egressPorts: z.int().min(1).max(64).default(1).describe('How many ports the DUT sends to'),
    dataPlanes: z
      .array(z.enum(DATA_PLANES, { error: unknown('data plane') }))
      .min(1)
      .describe('Measured one after the other, each provisioned anew'),
    frameSizes: z
      .array(
        z
          .int()
          .min(MINIMUM_FRAME, { error: ETHERNET })
          .max(MAXIMUM_FRAME, { error: ETHERNET })
          .transform(bytes),
      )
      .min(1)
      .prefault([MINIMUM_FRAME])
      .describe('Bytes, FCS included'),
    traffic: z
      .strictObject({
        protocol: z
          .enum(PROTOCOLS, { error: unknown('protocol') })
          .default(PLAIN_TRAFFIC.protocol)
          .describe('Of the test frames, which carry UDP; ipv6 as RFC 5180 says'),
        destinations: z
          .enum(DESTINATIONS, { error: unknown('kind of destinations') })
          .default(PLAIN_TRAFFIC.destinations)
          .describe('many: random in 256 networks an egress port, as RFC 2544 section 12 asks for'),
        direction: z
          .enum(DIRECTIONS, { error: unknown('direction') })
          .default(PLAIN_TRAFFIC.direction)
          .describe(
            'bidirectional: the sink sends as much to the generator (RFC 2544 section 14);' +
              ' loads are then the sum of both directions',
          ),
      })
      .prefault({})
      .describe('What test frames are like, and where they go'),
    routers: routersSchema.prefault({}),
    modifiers: z
      .array(z.enum(MODIFIERS, { error: unknown('modifier') }))
      .min(1)
      .prefault(['none'])
      .describe('Conditions under which all is measured again, one by one (RFC 2544 section 11)'),
    trial: z
      .strictObject({
        duration: durationText.describe(
          'RFC 2544 section 24 asks for at least 60 s; goals of mlrsearch have their own',
        ),
        warmUp: durationText
          .prefault('0 s')
          .describe('A trial at the highest load before each procedure, not used; none where 0'),
        learning: z
          .int()
          .min(0)
          .max(10_000)
          .default(0)
          .describe('Frames that each receiving port sends before a trial (RFC 2544 section 23)'),
        learningWait: durationText
          .prefault('2 s')
          .describe('Wait after them; RFC 2544 section 23 asks for 2 s'),
        residualWait: durationText
          .prefault('2 s')
          .describe('Wait for residual frames; RFC 2544 section 23 asks for 2 s'),
        restabilise: durationText
          .prefault('5 s')
          .describe('Pause after a trial; RFC 2544 section 23 asks for 5 s'),
        cloneSkb: z
          .int()
          .min(0)
          .max(1_000_000)
          .default(0)
          .describe('How often pktgen sends each frame again: cheaper, but stamps repeat'),
        offeredLoadTolerance: percentText
          .prefault('5 %')
          .describe('How far the offered load may be below the intended one'),
      })
      .describe('The trial of RFC 2544 section 23'),
    procedures: z.array(procedureSchema).min(1),
  })
  .describe('What is measured: data planes, frame sizes and procedures');

/** A playbook, parsed. */
export type Playbook = z.output<typeof playbookSchema>;
export type TrialPhases = Playbook['trial'];
