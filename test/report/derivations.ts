import type { Unit } from '../../src/model/section/section.js';
import { lineRate } from '../../src/model/frame.js';
import { median } from '../../src/model/numbers/statistics.js';
import { forwardingRate, frameLossRatio, offeredLoad } from '../../src/model/trial.js';
import type { RunRecord } from '../../src/results/schema.js';
import { DOCUMENTS } from '../../src/rfc2544/conformance/conformance-schema.js';
import { conformanceOf } from '../../src/rfc2544/conformance/conformance.js';
import { KERNEL_PARTS, kernelPartOf } from '../../src/report/sections/kernel-parts.js';
import type { MeasuredRecord } from '../measured.js';

const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
};

const lengthsIn = (value: unknown): readonly number[] => {
  if (typeof value !== 'object' || value === null) return [];
  const deeper = Object.values(value).flatMap(lengthsIn);
  return Array.isArray(value) ? [value.length, ...deeper] : deeper;
};

/** Medians of what the trials that a latency test lists say about all frames, absolute and above the fastest. */
const latencyMedians = (run: RunRecord, trials: readonly MeasuredRecord[]): readonly number[] =>
  run.results.flatMap(({ result }) => {
    if (result.test !== 'latency' || result.outcome.state !== 'measured') return [];
    const listed = result.outcome.trials;
    const all = trials.flatMap(({ sequence, result: { latency } }) =>
      listed.includes(sequence) && latency?.state === 'measured'
        ? (latency.distribution ?? [])
        : [],
    );
    const rows = all.map(({ minimum, maximum, percentiles: { p50, p90, p99, p999 } }) => [
      minimum,
      p50,
      p90,
      p99,
      p999,
      maximum,
    ]);
    return [0, 1, 2, 3, 4, 5].flatMap((at) => [
      median(rows.map((row) => row[at] ?? NaN)),
      median(rows.map((row) => (row[at] ?? NaN) - (row[0] ?? NaN))),
    ]);
  });

/** What the ingress links carry at each frame size of a run (RFC 2544 section 20). */
const lineRates = ({ media, results }: RunRecord): readonly number[] => {
  const speed = media?.linkSpeed ?? null;
  if (media === undefined || speed === null) return [];
  return results.map(({ frameSize }) => lineRate(frameSize, speed) * media.ingressPorts);
};

/** What trials say about each router, over all of its streams. */
const byRouter = (trials: readonly MeasuredRecord[]) =>
  trials.flatMap(({ result: { streams = [], request, offeredDuration } }) =>
    [...new Set(streams.map(({ router }) => router))].map((router) => {
      const own = streams.filter((each) => each.router === router);
      const total = (values: readonly number[]): number =>
        values.reduce((all, each) => all + each, 0);
      const offered = total(own.map(({ counts }) => counts.offered));
      const received = total(own.map(({ counts }) => counts.receivedBySink ?? NaN));
      const loads = (request.streams ?? []).filter(({ stream }) =>
        own.some((each) => each.stream === stream),
      );
      return {
        router,
        rates: [
          total(loads.map(({ intendedLoad }) => intendedLoad)),
          (offered * 1e9) / offeredDuration,
          (received * 1e9) / offeredDuration,
        ],
        loss: Math.max(0, 1 - received / offered),
        // What a router's own counters do not account for: no trial of these tests has any.
        lost: offered - received,
      };
    }),
  );

/** The parts of each CPU's time, of all machines. */
const cpuShares = (trials: readonly MeasuredRecord[]): readonly number[] =>
  trials.flatMap(({ result: { processors } }) =>
    (processors?.machines ?? []).flatMap(({ cpus = [] }) =>
      cpus.flatMap(({ user, system, irq, softirq, steal, idle }) => {
        const times = [user, system, irq, softirq, steal, idle];
        const all = times.reduce((total, each) => total + each, 0);
        return times.map((each) => each / all);
      }),
    ),
  );

/** Buckets of histograms of latency, and the frames of their trial. */
const bucketsOf = (trials: readonly MeasuredRecord[]) =>
  trials.flatMap(({ result: { latency } }) => {
    const histogram = latency?.state === 'measured' ? latency.distribution?.histogram : undefined;
    const all = (histogram ?? []).reduce((sum, [, , frames]) => sum + frames, 0);
    return (histogram ?? []).map(([, end, frames]) => ({ end, frames, all }));
  });

/** Instructions by part of the kernel, and those of no part. */
const partCosts = (profiles: NonNullable<RunRecord['instructions']>): readonly number[] =>
  profiles.flatMap(({ functions, instructionsPerFrame }) => {
    const parts = [...KERNEL_PARTS, undefined].map((part) =>
      functions
        .filter((each) => kernelPartOf(each) === part)
        .reduce((sum, each) => sum + each.instructionsPerFrame, 0),
    );
    const known = parts.slice(0, -1).reduce((sum, each) => sum + each, 0);
    return [...parts, Math.max(0, instructionsPerFrame - known)];
  });

/** All numbers of each unit that an archive holds, or that follow from it in one stated step. */
export const derivable = (
  run: RunRecord,
  trials: readonly MeasuredRecord[],
): Readonly<Record<Unit, readonly number[]>> => {
  const archived = [run, ...trials].flatMap(numbersIn);
  const results = trials.map(({ result }) => result);
  const rates = results.map(forwardingRate);
  const offered = results.map(offeredLoad);
  const profiles = run.instructions ?? [];
  const costs = profiles.flatMap(({ functions, instructionsPerFrame }) => [
    0,
    instructionsPerFrame,
    ...functions.map((each) => each.instructionsPerFrame),
  ]);
  const buckets = bucketsOf(trials);
  const rows = conformanceOf(run, trials);
  const routers = byRouter(trials);
  const invalid = results.filter(({ validity }) => validity.state === 'invalid').length;
  const warmUps = results.filter(({ request }) => request.warmUp === true).length;
  return {
    pps: [
      ...archived,
      ...routers.flatMap((each) => each.rates),
      ...rates,
      ...offered,
      ...lineRates(run),
    ],
    // A bucket of a histogram ends where the next one begins.
    ns: [...archived, ...latencyMedians(run, trials), ...buckets.map(({ end }) => end + 1)],
    bps: archived,
    bytes: archived,
    frames: [...archived, ...routers.map(({ lost }) => lost)],
    ratio: [
      ...archived,
      ...results.map(frameLossRatio),
      ...routers.flatMap(({ loss }) => [loss, 1 - loss]),
      ...cpuShares(trials),
      // Plateau over peak.
      ...rates.flatMap((one) => rates.map((other) => one / other)),
      // The axis of RFC 2544 section 26.3.
      ...offered.flatMap((load) => lineRates(run).map((most) => load / most)),
      ...profiles.map(
        (each) => (Math.max(...each.trials) - Math.min(...each.trials)) / each.instructionsPerFrame,
      ),
      // Of the frames in a bucket, of one trial and of as many as have the same.
      ...buckets.flatMap(({ frames, all }) => [1, 2].map((trials) => frames / (all * trials))),
      // The shares of frames that percentiles stand for.
      ...[0.5, 0.9, 0.99, 0.999],
    ],
    instructions: [
      ...partCosts(profiles),
      ...costs,
      ...costs.flatMap((one) => costs.map((other) => one - other)),
    ],
    count: [
      ...lengthsIn([run.results, trials]),
      ...DOCUMENTS.flatMap((document) =>
        (['met', 'deviates', 'not-seen', 'not-applicable'] as const).map(
          (state) => rows.filter((row) => row.document === document && row.state === state).length,
        ),
      ),
      ...routers.map(({ router }) => router),
      ...profiles.map(({ trials: counted }) => counted.length),
      ...[invalid, warmUps, trials.length - warmUps],
      ...results.map((_, index) => trials[index]?.sequence ?? 0),
    ],
  };
};
