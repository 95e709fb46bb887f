import type { Clock } from '../../host/clock.js';
import { milliseconds, pps, seconds, type Bytes, type Nanoseconds } from '../../model/units.js';
import type { Reading } from '../counters/reading.js';
import { pktgenSenders, runSenders, type TesterNetworks } from '../generator/pktgen-senders.js';
import type { PktgenSetting } from '../generator/pktgen-threads.js';
import { allArrived, type StreamProbe } from './probe-frames.js';
import type { Probe } from './stop.js';
import { countedBetween, type TestPort } from './test-ports.js';

/** What a probe uses. */
export interface ProbeSetting {
  readonly ports: readonly TestPort[];
  /** Reads the counters of these ports. */
  readonly read: () => Promise<Reading>;
  /** Sends these frames, and nothing else. */
  readonly send: (probes: readonly StreamProbe[]) => Promise<void>;
  readonly clock: Clock;
  /** For frames in transit, and drivers that update their counts at intervals. Default 2 s. */
  readonly timeout?: Nanoseconds | undefined;
  readonly signal?: AbortSignal | undefined;
}

const ARRIVAL_TIMEOUT = seconds(2);
const POLL = milliseconds(100);

/** A probe that waits until all frames have been counted, or until the timeout. */
export const probeBy =
  ({ ports, read, send, clock, timeout = ARRIVAL_TIMEOUT, signal }: ProbeSetting): Probe =>
  async (probes) => {
    const before = await read();
    await send(probes);
    const latest = clock.now() + timeout;
    for (;;) {
      const counts = countedBetween(ports, before, await read());
      if (allArrived(probes, counts) || clock.now() >= latest) return counts;
      await clock.pause(POLL, signal);
    }
  };

/** Between two frames of a stream: a negligible load. */
const INTERVAL = milliseconds(10);

/** Sends probe frames by pktgen. @throws what runSenders throws */
export const pktgenProbes =
  (
    frameSize: Bytes,
    networks: TesterNetworks,
    setting: Omit<PktgenSetting, 'generator'>,
    signal: AbortSignal,
  ): ProbeSetting['send'] =>
  async (probes) => {
    const flows = probes.map(({ stream, frames }) => ({
      stream,
      count: frames,
      delay: INTERVAL,
      intendedLoad: pps(1e9 / INTERVAL),
    }));
    const senders = await pktgenSenders(flows, { frameSize, cloneSkb: 0 }, networks, signal);
    await runSenders(senders, setting, signal, () => () => Promise.resolve());
  };
