import { z } from 'zod';
import { checkedText } from '../../document/checked-text.js';
import { choiceOf } from '../../document/choice.js';
import { durationText } from '../../document/quantity.js';
import type { Meanings } from '../../model/meanings.js';
import { deviceNameProblem, madeHereProblem } from '../../model/network/kernel-name.js';
import type { PtpTransport, Stamping } from '../../model/network/ptp.js';

const STAMPINGS: Meanings<Stamping> = {
  hardware:
    'the NICs, with their own clocks (ethtool -T): well below 1 us. phc2sys synchronizes them with the system clocks',
  software: 'the kernel: about 10 us, more on busy machines',
};

const TRANSPORTS: Meanings<PtpTransport> = {
  ethernet: 'Ethernet frames, which need no IP address',
  ipv4: 'UDP over IPv4, on interfaces that have an address',
  ipv6: 'UDP over IPv6, on interfaces that have an address',
};

const ptpInterface = (role: string) =>
  checkedText((name) => deviceNameProblem(name) ?? madeHereProblem(name)).describe(
    `The network device of the ${role} for PTP messages; not a test port`,
  );

const ptp4lSchema = z
  .strictObject({
    generator: ptpInterface('generator'),
    sink: ptpInterface('sink'),
    stamping: choiceOf('time stamping', STAMPINGS)
      .default('hardware')
      .describe('What time-stamps PTP messages, on both machines'),
    transport: choiceOf('transport of PTP', TRANSPORTS)
      .default('ethernet')
      .describe('The transport of PTP messages'),
  })
  .describe(
    'A run starts ptp4l on both machines, with the generator as the server, waits until the bound is met, ' +
      'and stops it at the end; package linuxptp. Absent: something else synchronizes the clocks',
  );

/** The system clocks of generator and sink. */
export const clocksSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('auto') })
      .describe(
        'On one machine both are the same clock. On two, both clocks are read before and after each ' +
          'trial; the uncertainty of latencies is then the time of a reading, about 0.1 ms',
      ),
    z
      .strictObject({
        type: z.literal('ptp'),
        bound: durationText.describe(
          'The maximum difference between them: "1 us". With ptp4l, of what it reports: a trial is invalid if that is more',
        ),
        ptp4l: ptp4lSchema.exactOptional(),
      })
      .describe('The clocks are synchronized by PTP: ptp4l, and phc2sys for CLOCK_REALTIME'),
  ])
  .describe('The system clocks of generator and sink, from which latencies are computed');

export type ClockChoice = z.output<typeof clocksSchema>;
/** How a run synchronizes the clocks itself. */
export type Ptp4lChoice = z.output<typeof ptp4lSchema>;

/** The ptp4l that a run starts; undefined where it starts none. */
export const ptp4lOf = (clocks: ClockChoice): Ptp4lChoice | undefined =>
  clocks.type === 'ptp' ? clocks.ptp4l : undefined;
