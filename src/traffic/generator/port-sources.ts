import type { PortSource } from '../../modules/softnic/source.js';
import type { SourceResult } from '../../modules/softnic/source-result.js';
import { testFrame } from '../../linux/test-frame.js';
import { withoutFcs } from '../../model/frame.js';
import type { TrialRequest } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { seededRandom, shuffled } from '../../model/random.js';
import type { Stream } from '../../model/network/stream.js';
import { flowsOf, type PortFlow } from '../flows/port-flows.js';

/** A source sends its frames in turn: of one kind so many are numbered, then it begins again. */
const NUMBERED = 32;

/** Many destinations in random order, the same in every trial. */
const inTurn = (hosts: readonly string[], port: number): readonly string[] =>
  shuffled(hosts, seededRandom(port));

const framesOf = (
  flow: PortFlow,
  hosts: readonly string[],
  { frameSize }: TrialRequest,
  numbered: boolean,
): readonly Uint8Array[] => {
  const [host = ''] = hosts;
  const all = numbered && hosts.length === 1 ? Array<string>(NUMBERED).fill(host) : hosts;
  return all.map((destination, index) =>
    testFrame({
      ...flow,
      destination,
      size: withoutFcs(frameSize),
      ...(numbered && { sequence: index + 1 }),
    }),
  );
};

/**
 * A trial as the sources in the generator's ports, one for each ingress port, all of one rate.
 * @param numbered whether frames are to be known by the sink's module
 * @throws Failure for a load too low to be sent
 */
export const portSources = (
  trial: TrialRequest,
  streams: readonly Stream[],
  numbered = false,
): readonly PortSource[] =>
  flowsOf(trial, streams).map((flow, index, { length }) => ({
    interface: flow.interface,
    frames: framesOf(flow, inTurn(flow.targets.hosts, index), trial, numbered),
    count: flow.count,
    gap: flow.delay,
    arrivals: { kind: 'constant' },
    // Ports take turns, as far apart as their number allows.
    phase: nanoseconds(Math.round((flow.delay * index) / length)),
  }));

/** From the first frame of any port to where the next would have come. */
export const sourcesDuration = (
  results: readonly SourceResult[],
  sources: readonly Pick<PortSource, 'gap'>[],
): Nanoseconds => {
  const spans = results.flatMap(({ sent, first, last }, index) =>
    sent === 0 ? [] : [{ first, end: last + (sources[index]?.gap ?? 0) }],
  );
  if (spans.length === 0) return nanoseconds(0);
  const [ends, starts] = [spans.map(({ end }) => end), spans.map(({ first }) => first)];
  return nanoseconds(Math.max(...ends) - Math.min(...starts));
};

/** Where a source and the counter of its port contradict each other. */
export const sourceProblems = (
  results: readonly SourceResult[],
  sentByPort: readonly number[],
): readonly string[] =>
  results.flatMap(({ interface: port, sent }, index) =>
    sentByPort[index] === sent
      ? []
      : [`${port}: its source sent ${sent} frames, the port ${sentByPort[index]}`],
  );
