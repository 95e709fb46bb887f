import { ETHERNET_SIZES } from '../../model/frame.js';
import { offeredLoad, type TrialResult } from '../../model/trial.js';
import { inSeconds, seconds, type Bytes, type Nanoseconds, type Pps } from '../../model/units.js';
import { allNetworksOf, factKey, factsOfNetwork } from '../measured-networks.js';
import type { Cell } from '../sections/context.js';
import { lineRateOf } from '../sections/line-rate.js';
import { restingOn, type EndedCell } from './by-trial.js';
import type { RunEvidence } from './evidence.js';
import { deviates, holds, met, notSeen, type Judgement, type Shown } from './judgement.js';

/** Loads and times may fall short of the requested ones by a quarter of a per cent. */
export const NEARLY = 0.9975;

/** Clocks and timers are exact to a millisecond. */
const MILLISECOND = 1e6;

/** A time in seconds, to the millisecond. */
const text = (time: Nanoseconds): string => `${Number(inSeconds(time).toFixed(3))} s`;

/** Met by a time of at least `least` seconds; not seen if it was not recorded. */
export const lasts = (time: Nanoseconds | undefined, least: number, shown: Shown): Judgement =>
  time === undefined
    ? notSeen('not recorded')
    : holds(time >= seconds(least) - MILLISECOND, text(time), shown);

/** Met by a trial that was to send for at least `least` seconds, and did. */
export const sendsFor = (
  { request: { duration, secondLoad }, offeredDuration }: TrialResult,
  least: number,
  shown: Shown,
): Judgement => {
  const asked = duration + (secondLoad?.duration ?? 0);
  if (duration < seconds(least)) return deviates(text(duration));
  return holds(offeredDuration >= asked * NEARLY, `sent for ${text(offeredDuration)}`, shown);
};

/** The line rate of the links of a cell's network at its frame size; undefined if unknown. */
export const lineRateAt = (
  { facts }: RunEvidence,
  cell: Pick<Cell, 'network' | 'frameSize'>,
): Pps | undefined => lineRateOf(factsOfNetwork(facts, cell).media, cell.frameSize);

/** Met by a trial that offered the line rate of its network's links. */
export const reachesLineRate = (
  run: RunEvidence,
  { network }: Pick<Cell, 'network'>,
  result: TrialResult,
  shown: Shown,
): Judgement => {
  const most = lineRateAt(run, { network, frameSize: result.request.frameSize });
  if (most === undefined) return deviates('link speed not known');
  const load = Math.min(result.request.intendedLoad, offeredLoad(result));
  const { trials } = shown;
  return holds(load >= most * NEARLY, `${Math.round(load)} of ${most} pps`, {
    trials: trials ?? [],
    facts: [factKey(run.facts, 'media.linkSpeed')],
  });
};

/** Met by results that the report shows, with the trials they rest on. */
export const reported = (run: RunEvidence, trials: readonly number[]): Judgement =>
  restingOn(run, trials, (_, shown) => met(shown));

/** Met at the load that an earlier search found for the same cell. @param load of the result */
export const atThroughput = (
  cell: EndedCell<unknown>,
  run: RunEvidence,
  load: Pps | null,
  trials: readonly number[],
): Judgement => {
  if (cell.throughput === undefined || cell.throughput !== load) {
    return deviates('not measured by this run');
  }
  return reported(run, trials);
};

/** A range of frame sizes as text. */
export const range = (sizes: readonly Bytes[]): string =>
  `${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`;

/** How many of RFC 2544's frame sizes for Ethernet are included. */
export const ethernetSizes = (sizes: readonly Bytes[]): string =>
  `${ETHERNET_SIZES.filter((size) => sizes.includes(size)).length} of ${ETHERNET_SIZES.length}`;

/** The kernel, the CPU and the ports of the DUT are in the archive. */
export const dutIsRecorded = ({ facts: { setup } }: RunEvidence): Judgement =>
  setup === null ? notSeen('no machine was read') : met({ facts: ['setup.roles.dut'] });

/** The link speed, and so the line rate, is in the archive. */
export const mediaAreKnown = ({ facts }: RunEvidence): Judgement => {
  const all = allNetworksOf(facts).map(({ media }) => media);
  if (all.includes(undefined)) return notSeen('not recorded');
  const known = all.every((media) => media?.linkSpeed !== null);
  return holds(known, 'link speed not known', { facts: [factKey(facts, 'media.linkSpeed')] });
};

/** The frames, and where they go, are in the archive. */
export const trafficIsKnown = ({ facts }: RunEvidence): Judgement =>
  allNetworksOf(facts).some(({ traffic }) => traffic === undefined)
    ? notSeen('not recorded')
    : met({ facts: [factKey(facts, 'traffic')] });

/** The ports that loads are aggregated over are in the archive. */
export const portsAreKnown = ({ facts }: RunEvidence): Judgement =>
  allNetworksOf(facts).some(({ media }) => media === undefined)
    ? notSeen('ports are not recorded')
    : met({ facts: [factKey(facts, 'media.ingressPorts')] });
