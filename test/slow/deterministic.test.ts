import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import type { DataPlaneName } from '../../src/model/data-plane.js';
import { readTrials } from '../../src/results/read-run.js';
import { vrbench } from '../cli/vrbench.js';
import { measuredRecords, type MeasuredRecord } from '../measured.js';

const TESTBED = 'testbeds/deterministic-paper-lab.yaml';
const TRIAL = { duration: '100 ms', residualWait: '10 ms', restabilise: '0 ms' };
const PLANES: readonly DataPlaneName[] = ['softnet-macvlan', 'napi-macvlan'];

const sweep = (...intendedLoads: readonly string[]) => [{ test: 'load-sweep', intendedLoads }];

/** A playbook's own part. */
type Choice = Readonly<Record<string, unknown>>;

const BIDIRECTIONAL: Choice = {
  traffic: { direction: 'bidirectional' },
  procedures: sweep('100 kpps', '450 kpps'),
};
const SHARES: Choice = {
  ingressPorts: 2,
  routers: { count: 3, traffic: [3, 2, 1].map((share, router) => ({ router, share })) },
  procedures: sweep('150001 pps', '450 kpps'),
};
const ISOLATION: Choice = {
  ingressPorts: 2,
  egressPorts: 2,
  routers: {
    count: 2,
    ports: 'own',
    traffic: [
      { router: 0, share: 1 },
      { router: 1, load: '90 kpps' },
    ],
  },
  procedures: sweep('180 kpps', '390 kpps'),
};
const INTERFACES: Choice = {
  traffic: { direction: 'bidirectional', destinations: 'many' },
  routers: { interfaces: 256, routes: 512 },
  procedures: sweep('50 kpps', '300 kpps'),
};
const LATENCY: Choice = {
  dataPlanes: ['napi-macvlan'],
  procedures: [
    {
      ...{ test: 'latency', throughput: '150 kpps', repeats: 2 },
      ...{ duration: '100 ms', tagAfter: '50 ms' },
    },
  ],
};

/** A trial's figures that are the same in every run. */
const figuresOf = ({ dataPlane, result }: MeasuredRecord) => {
  const { request, counts, streams, losses, latency } = result;
  return { dataPlane, request, counts, streams, losses, latency };
};

describe.skipIf(!inject('lab').available)('in instruction time', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-deterministic-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const runOnce = async (playbook: string, results: string): Promise<readonly MeasuredRecord[]> => {
    const call = await vrbench(['run', '-t', TESTBED, playbook, '-r', join(folder, results)]);
    expect(call.exitCode, call.stderr).toBe(0);
    const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
    return measuredRecords((await readTrials(archive)).trials);
  };

  /** A playbook's trials: run twice, with the same figures. */
  const trialsOf = async (name: string, choice: Choice): Promise<readonly MeasuredRecord[]> => {
    const playbook = join(folder, `${name}.yaml`);
    await writeFile(playbook, stringify({ name, dataPlanes: PLANES, trial: TRIAL, ...choice }));
    const [first, second] = [
      await runOnce(playbook, `${name}-1`),
      await runOnce(playbook, `${name}-2`),
    ];
    expect(second.map(figuresOf)).toEqual(first.map(figuresOf));
    for (const { result } of first) {
      expect(result.validity).toEqual({ state: 'valid' });
      expect(result.counts.offered).toBe(result.counts.intended);
      expect(result.unlocated).toBe(0);
    }
    return first;
  };

  it('frames go both ways, and every one is accounted for', async () => {
    for (const { result } of await trialsOf('bidirectional', BIDIRECTIONAL)) {
      const offered = (result.streams ?? []).map(({ counts }) => counts.offered);
      expect(offered).toEqual(offered.map(() => result.counts.offered / 2));
    }
  });

  it('routers that share ports get their shares to the frame', async () => {
    for (const { result } of await trialsOf('shares', SHARES)) {
      for (const { counts } of result.streams ?? []) expect(counts.offered).toBe(counts.intended);
    }
  });

  it('a router keeps its load beside an overloaded one, but not behind a shared backlog', async () => {
    const overloaded = (await trialsOf('isolation', ISOLATION)).filter(
      ({ result }) => result.request.intendedLoad === 390_000,
    );
    const kept = new Map(
      overloaded.map(({ dataPlane, result }) => {
        const counts = result.streams?.find(({ router }) => router === 1)?.counts;
        return [dataPlane, (counts?.receivedBySink ?? 0) / (counts?.offered ?? 1)];
      }),
    );
    expect(kept.get('napi-macvlan')).toBe(1);
    expect(kept.get('softnet-macvlan')).toBeLessThan(0.7);
  });

  it('a router has 512 interfaces with a route each', async () => {
    for (const { result } of await trialsOf('interfaces', INTERFACES)) {
      expect(result.streams).toHaveLength(512);
    }
  });

  it('latency is from the last bit in to the first bit out, and exact', async () => {
    const trials = await trialsOf('latency', LATENCY);
    expect(trials).toHaveLength(2);
    for (const { result } of trials) {
      if (result.latency?.state !== 'measured') throw new Error('no latency was measured');
      const { tagged, distribution, clocks, span } = result.latency;
      expect(clocks.bound).toBe(0);
      expect(span?.stampedBy).toBe('wire');
      expect(tagged?.atMost).toBe(tagged?.atLeast);
      expect(distribution?.frames).toBe(result.counts.receivedBySink);
      expect(distribution?.minimum).toBeGreaterThan(1_000);
    }
  });
});
