import type { DataPlaneName } from '../../src/model/data-plane.js';
import type {
  Loss,
  StreamResult,
  TrialOutcome,
  TrialRequest,
  TrialResult,
} from '../../src/model/trial.js';
import { bytes, nanoseconds, pps, seconds } from '../../src/model/units.js';
import type { RunRecord } from '../../src/results/schema.js';
import { rehearse } from '../../src/rfc2544/simulated-device/rehearsal.js';
import { latency } from '../../src/rfc2544/tests/latency/procedure.js';
import { loadSweep } from '../../src/rfc2544/tests/load-sweep/procedure.js';
import { countsOf, streamResult } from '../results/record.js';
import type { Fate, Plane } from './paper-devices.js';

/** Frame rates that vary from trial to trial, reproducibly. */
const wobble = (sequence: number, spread: number): number => 1 + spread * Math.sin(sequence * 1.7);

interface TrialOfFate {
  readonly forwarded: number;
  readonly losses: readonly Loss[];
  readonly streams?: readonly StreamResult[];
}

const measuredTrial = (request: TrialRequest, { forwarded, losses, streams }: TrialOfFate) => {
  const offered = Math.round((request.intendedLoad * request.duration) / 1e9);
  const received = Math.min(offered, forwarded);
  const lost = losses.reduce((sum, { frames }) => sum + frames, 0);
  const result: TrialResult = {
    request,
    counts: countsOf(offered, received),
    ...(streams && { streams }),
    offeredDuration: request.duration,
    losses: losses.filter(({ frames }) => frames > 0),
    unlocated: offered - received - lost,
    validity: { state: 'valid' },
    timing: { wall: request.duration, traffic: request.duration, settling: nanoseconds(0) },
  };
  return result;
};

/** How runs differ from those of the paper. */
export interface Change {
  /** Factor for every rate of the paper: another machine. */
  readonly scale?: number;
  /** Scatter of repeats, as a fraction. */
  readonly spread?: number;
  readonly repeats?: number;
  readonly environment?: RunRecord['environment'];
  /** Another behaviour of a data plane in a network. */
  readonly fate?: (network: string, plane: Plane) => Fate | undefined;
  /** Latencies in microseconds, and what is received through a second router with 300 kpps next to 1000. */
  readonly latencies?: Readonly<Record<Plane, number>>;
  readonly isolation?: Readonly<Partial<Record<Plane, readonly [first: number, second: number]>>>;
}

const LOADS = [
  ...[100, 200, 300, 400, 500, 580, 595, 610, 660, 690, 695, 710, 740, 780, 800, 900, 990, 1010],
  ...[1100, 1300],
].map((load) => load * 1000);

/** A run under way: its trials, and the results so far. */
export class PaperRecorder {
  readonly trials: TrialOutcome[] = [];
  readonly results: RunRecord['results'][number][] = [];

  readonly change: Change;

  constructor(change: Change) {
    this.change = change;
  }

  get scale(): number {
    return this.change.scale ?? 1;
  }

  /** The variation of the next trial. */
  wobble(): number {
    return wobble(this.trials.length + 1, this.change.spread ?? 0.002);
  }

  sweep(
    network: string,
    dataPlane: DataPlaneName,
    loads: readonly number[],
    of: (r: TrialRequest) => TrialResult,
  ) {
    const first = this.trials.length;
    const goal = {
      intendedLoads: loads.map((load) => pps(load * this.scale)),
      repeats: this.change.repeats ?? 5,
    };
    const { result } = rehearse(
      loadSweep({ frameSize: bytes(64), duration: seconds(1) }, goal),
      (request) => {
        const trial = of(request);
        this.trials.push(trial);
        return trial;
      },
      [],
    );
    const moved = result.loads.map((load) => ({
      ...load,
      trials: load.trials.map((sequence) => sequence + first),
    }));
    const own = { ...result, loads: moved };
    this.results.push({ dataPlane, network, frameSize: bytes(64), procedure: 0, result: own });
  }
}

/** Offers a data plane all loads. */
export const sweptAs = (
  recorder: PaperRecorder,
  network: string,
  plane: Plane,
  fate: Fate,
): void => {
  const { scale } = recorder;
  recorder.sweep(network, plane, LOADS, (request) => {
    const { forwarded, losses } = fate(request.intendedLoad / scale);
    const factor = scale * recorder.wobble();
    const own = Math.min(request.intendedLoad, Math.round(forwarded * factor));
    const lost = Object.values(losses).reduce((sum, each) => sum + each, 0);
    const all = request.intendedLoad - own;
    const located = Object.entries(losses).map(([location, rate]): Loss => {
      const frames = lost === 0 ? 0 : Math.round((all * rate) / lost);
      return { location: location as Loss['location'], frames };
    });
    return measuredTrial(request, { forwarded: own, losses: located });
  });
};

/** Two routers, offered 300 and 300 kpps, then 1000 and 300. */
export const isolated = (
  recorder: PaperRecorder,
  plane: Plane,
  [first, second]: readonly [number, number],
): void => {
  const { scale } = recorder;
  recorder.sweep('two routers', plane, [600_000, 1_300_000], (request) => {
    const own = 300_000 * scale;
    const isLight = request.intendedLoad < 700_000 * scale;
    const factor = scale * recorder.wobble();
    const pairs = isLight
      ? ([
          [own, own],
          [own, own],
        ] as const)
      : ([
          [1_000_000 * scale, Math.round(first * factor)],
          [own, Math.min(own, Math.round(second * factor))],
        ] as const);
    const streams = pairs.map(([offered, received], router) =>
      streamResult(router, offered, received),
    );
    const forwarded = pairs.reduce((sum, [, received]) => sum + received, 0);
    const frames = request.intendedLoad - forwarded;
    return measuredTrial(request, {
      forwarded,
      losses: [{ location: 'ingress-nic', frames }],
      streams,
    });
  });
};

/** Times frames at 600 kpps. */
export const timed = (recorder: PaperRecorder, plane: Plane, microseconds: number): void => {
  const first = recorder.trials.length;
  const load = pps(600_000 * recorder.scale);
  const goal = { throughput: load, repeats: 5, tagAfter: nanoseconds(5e8) };
  const { result } = rehearse(
    latency({ frameSize: bytes(64), duration: seconds(1) }, goal),
    (request) => {
      const time = nanoseconds(Math.round(microseconds * 1000 * recorder.wobble()));
      const trial: TrialResult = {
        ...measuredTrial(request, { forwarded: Infinity, losses: [] }),
        latency: {
          state: 'measured',
          clocks: { kind: 'one-clock', bound: nanoseconds(0) },
          tagged: { value: time, atLeast: time, atMost: time },
        },
      };
      recorder.trials.push(trial);
      return trial;
    },
  );
  const { outcome } = result;
  const trials = 'trials' in outcome ? outcome.trials.map((sequence) => sequence + first) : [];
  const moved = outcome.state === 'measured' ? { ...outcome, trials } : outcome;
  const own = { ...result, outcome: moved };
  recorder.results.push({
    dataPlane: plane,
    network: 'case-1',
    frameSize: bytes(64),
    procedure: 1,
    result: own,
  });
};
