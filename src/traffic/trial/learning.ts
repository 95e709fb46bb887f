import type { Stream } from '../../model/network/stream.js';
import { pps, seconds, type Bytes, type Nanoseconds } from '../../model/units.js';
import { elapsed } from '../../host/clock.js';
import { flowsOf, type StreamFlow } from '../flows/stream-flows.js';
import { pktgenSenders, runSenders, type TesterNetworks } from '../generator/pktgen-senders.js';
import type { PktgenSetting } from '../generator/pktgen-threads.js';

/** Learning frames sent before each trial (RFC 2544 section 23). */
export interface Learning {
  /** Number for each stream; at least 1. */
  readonly frames: number;
  /** Wait afterwards, before any counter is read. */
  readonly wait: Nanoseconds;
  readonly streams: readonly Stream[];
}

/** Frames per second and stream: a negligible load. */
const RATE = 100;

/** How long learning takes before a trial. */
export const learningTime = (frames: number, wait: Nanoseconds): number =>
  frames === 0 ? 0 : seconds(frames / RATE) + wait;

/** The flows of learning frames. @throws Failure as flowsOf does */
export const learningFlows = ({
  frames,
  streams,
}: Pick<Learning, 'frames' | 'streams'>): readonly StreamFlow[] => {
  const load = { intendedLoad: pps(RATE * streams.length), duration: seconds(frames / RATE) };
  return flowsOf(load, streams);
};

/**
 * Sends learning frames and waits. They are of the trial's size, and are not counted.
 * @returns how long that took in all, and how long it waited
 * @throws what runSenders throws
 */
export const learn = async (
  { frames, wait, streams }: Learning,
  frameSize: Bytes,
  networks: TesterNetworks,
  setting: Omit<PktgenSetting, 'generator'>,
  signal: AbortSignal,
): Promise<{ readonly took: Nanoseconds; readonly waited: Nanoseconds }> => {
  const { clock } = setting;
  const started = clock.now();
  const flows = learningFlows({ frames, streams });
  const senders = await pktgenSenders(flows, { frameSize, cloneSkb: 0 }, networks, signal);
  await runSenders(senders, setting, signal, () => () => Promise.resolve());
  const sent = clock.now();
  await clock.pause(wait, signal);
  const ended = clock.now();
  return { took: elapsed(started, ended), waited: elapsed(sent, ended) };
};
