import type { TrialLatency } from '../../model/latency.js';
import type {
  InvalidReason,
  PortPauses,
  StreamResult,
  TrialProcessors,
  TrialRequest,
  Validity,
} from '../../model/trial.js';
import type { Nanoseconds } from '../../model/units.js';
import type { TrialSetting } from '../../config/playbook.js';
import { placedText, type MachineNames } from '../counters/comparable.js';
import type { Account } from '../counters/conservation.js';
import { sinkDisagreement } from '../counters/sink-arrivals.js';
import { fellBehind, ranAhead, type Offering } from '../../model/network/offering.js';
import { suspension } from '../processors/standstill.js';
import { starvation } from '../processors/starvation.js';

/** How far a valid trial may fall short, as fractions. */
export type Tolerances = Pick<TrialSetting, 'offeredLoadTolerance' | 'starvationTolerance'>;

/** Everything that decides whether a trial is valid. */
export interface TrialEvidence {
  readonly trial: TrialRequest;
  readonly generator: {
    /** What it offered, one load after the other. */
    readonly parts: readonly Offering[];
    /** It was stopped because it took far too long. */
    readonly cutOff: boolean;
    /** Problems shown by its own results and by other counters. */
    readonly problems: readonly string[];
  };
  readonly account: Account;
  readonly machines: MachineNames;
  readonly settled: boolean;
  /** Ports that received or sent pause frames; absent if that is not read. */
  readonly pauses?: readonly PortPauses[] | undefined;
  /** Absent if no timestamps are taken. */
  readonly latency?: TrialLatency | undefined;
  /** Absent if processors are not watched. */
  readonly processors?: TrialProcessors | undefined;
  /** Absent if that is not watched. */
  readonly standstill?: Nanoseconds | undefined;
  readonly tolerances: Tolerances;
}

/** The validity of a trial, with all reasons against it. Pure. */
export const validityOf = (evidence: TrialEvidence): Validity => {
  const reasons = CHECKS.flatMap((check) => check(evidence));
  return reasons.length === 0 ? { state: 'valid' } : { state: 'invalid', reasons };
};

type Check = (evidence: TrialEvidence) => readonly InvalidReason[];

/** Streams are named if there are several. */
const named = (streams: readonly StreamResult[], short: readonly StreamResult[]): string => {
  if (streams.length < 2 || short.length === 0) return '';
  const each = short.map(
    ({ stream, counts: { offered, intended } }) => `${offered} of ${intended} of stream ${stream}`,
  );
  return `: ${each.join(', ')}`;
};

// The total may be complete although a stream is not.
const framesNotOffered: Check = ({ account, generator, tolerances }) => {
  const { counts, streams } = account;
  const short = streams.filter(
    (each) => each.counts.offered < each.counts.intended * (1 - tolerances.offeredLoadTolerance),
  );
  if (counts.offered >= counts.intended && short.length === 0) return [];
  return [
    {
      code: 'frames-not-offered',
      detail:
        `the generator sent ${counts.offered} of ${counts.intended} frames` +
        (generator.cutOff ? ' and was stopped: it took too long' : '') +
        named(streams, short),
    },
  ];
};

const generatorFellBehind: Check = ({ trial, generator: { parts }, tolerances }) =>
  trial.burst === true
    ? []
    : parts.flatMap((part) => fellBehind(part, tolerances.offeredLoadTolerance) ?? []);

// With two loads, late frames of the first are counted with the second.
const generatorRanAhead: Check = ({ trial, generator: { parts }, tolerances }) =>
  trial.burst === true || parts.length > 1
    ? []
    : parts.flatMap((part) => ranAhead(part, tolerances.offeredLoadTolerance) ?? []);

const countersDidNotSettle: Check = ({ settled }) =>
  settled
    ? []
    : [
        {
          code: 'counters-did-not-settle',
          detail: 'counters were still changing when the wait ended',
        },
      ];

// A sender that is paused loses nothing: what would have been lost, and where, does not show.
const pauseFrames: Check = ({ pauses = [] }) =>
  pauses.map(({ port, received, sent }) => ({
    code: 'pause-frames',
    detail: `port ${port} received ${received} pause frames and sent ${sent}: flow control is on`,
  }));

// Frames lost by a link are not the DUT's loss, unless the link was taken down on purpose.
const linkFlapped: Check = ({ trial, account: { flapped } }) =>
  trial.reset === undefined
    ? flapped.map((port) => ({
        code: 'link-flapped',
        detail: `port ${port} lost its carrier, or got it back`,
      }))
    : [];

// The sink is part of the tester: frames that it drops are not the DUT's loss.
const sinkDropped: Check = ({ account }) =>
  account.losses
    .filter(({ location }) => location === 'sink-nic')
    .map(({ frames }) => ({ code: 'sink-dropped', detail: `the sink's ring dropped ${frames}` }));

const sinkCountersAgree: Check = ({ account: { sink } }) =>
  sink === undefined ? [] : sinkDisagreement(sink);

// More frames were counted than offered: their origin is unknown, and they may hide losses.
const noMoreCounted: Check = ({ account: { counts, excess }, machines }) => {
  if (excess === undefined) return [];
  const counted = excess.counted.map(({ counter, frames }) => {
    const text = counter === 'frame-sink' ? 'the frame_sink' : placedText(counter, machines);
    return `${frames} by ${text}`;
  });
  const detail =
    `${excess.frames} frames more than the ${counts.offered} offered were received or lost: ` +
    counted.join(', ');
  return [{ code: 'counters-not-comparable', detail }];
};

// Extra frames of one stream hide losses of another.
const noMoreThanOffered: Check = ({ account: { surplus } }) =>
  surplus.map(({ stream, offered, received, by }) => ({
    code: by === 'nic' ? 'counters-not-comparable' : 'sink-counters-disagree',
    detail:
      `stream ${stream}: the sink's ${by === 'nic' ? 'NIC' : 'frame_sink'} received ` +
      `${received} frames, of ${offered} offered`,
  }));

// Other trials do not need the tagged frame.
const clockError: Check = ({ trial, latency }) =>
  trial.tagAfter !== undefined && latency?.state === 'unusable'
    ? [{ code: 'clock-error', detail: latency.reason }]
    : [];

const generatorErrors: Check = ({ generator: { problems } }) =>
  problems.map((detail) => ({ code: 'generator-error', detail }));

const starved: Check = ({ processors, tolerances }) =>
  processors === undefined ? [] : starvation(processors, tolerances.starvationTolerance);

const controllerSuspended: Check = ({ standstill }) =>
  standstill === undefined ? [] : suspension(standstill);

const CHECKS: readonly Check[] = [
  framesNotOffered,
  generatorFellBehind,
  generatorRanAhead,
  countersDidNotSettle,
  linkFlapped,
  sinkDropped,
  pauseFrames,
  sinkCountersAgree,
  noMoreCounted,
  noMoreThanOffered,
  clockError,
  generatorErrors,
  starved,
  controllerSuspended,
];
