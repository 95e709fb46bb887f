import { bytes, pps } from '../../src/model/units.js';
import type { RunRecord } from '../../src/results/schema.js';
import { loadFiguresOf } from '../../src/rfc2544/trials/load-figures.js';
import { runRecord, streamResult, trialRecord } from '../results/record.js';
import type { MeasuredRecord } from '../measured.js';

/** A pair of routers: what each was offered, and what arrived of it; null if they cannot be told apart. */
type Pair = readonly [offered: number, received: number | null];

const streamOf = (router: number, [offered, received]: Pair) => {
  const result = streamResult(router, offered, received);
  return { request: { stream: result.stream, intendedLoad: pps(offered) }, result };
};

const trial = (sequence: number, pairs: readonly Pair[], all: number): MeasuredRecord => {
  const offered = pairs.map(([sent]) => sent).reduce((total, each) => total + each, 0);
  const record = trialRecord(sequence, [offered, all]);
  const streams = pairs.map((pair, router) => streamOf(router, pair));
  const request = { ...record.result.request, streams: streams.map((each) => each.request) };
  const result = { ...record.result, request, streams: streams.map((each) => each.result) };
  return { ...record, result };
};

/** What the second router receives of 30 kpps while the first is overloaded. */
const FATES = { 'napi-macvlan': 30_000, 'softnet-macvlan': 21_300 } as const;

/** A run of two routers with separate ports, the second with its own load. */
export const routersRun = (
  told = true,
): { readonly run: RunRecord; readonly trials: readonly MeasuredRecord[] } => {
  const cells = Object.entries(FATES).map(([dataPlane, kept], index) => {
    const of = (frames: number): number | null => (told ? frames : null);
    const light = trial(
      2 * index + 1,
      [
        [30_000, of(30_000)],
        [30_000, of(30_000)],
      ],
      60_000,
    );
    const heavy = trial(
      2 * index + 2,
      [
        [300_000, of(140_000)],
        [30_000, of(kept)],
      ],
      140_000 + kept,
    );
    const loads = [light, heavy].map((each) =>
      loadFiguresOf(each.result.request.intendedLoad, [each]),
    );
    return { dataPlane: dataPlane as keyof typeof FATES, loads, trials: [light, heavy] };
  });
  return {
    run: {
      ...runRecord,
      routers: {
        count: 2,
        ports: 'own',
        interfaces: 1,
        traffic: [
          { router: 0, share: 1 },
          { router: 1, load: pps(30_000) },
        ],
      },
      results: cells.map(({ dataPlane, loads }) => ({
        dataPlane,
        frameSize: bytes(64),
        procedure: 0,
        result: { test: 'load-sweep', loads },
      })),
    },
    trials: cells.flatMap(({ trials, dataPlane }) =>
      trials.map((each) => ({ ...each, dataPlane })),
    ),
  };
};
