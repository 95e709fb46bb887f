import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { between } from '../../src/model/instant.js';
import type { TrialLatency } from '../../src/model/latency.js';
import { readTrials } from '../../src/results/read-run.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { watchTransits, type Transit } from './dut-transits.js';
import { openLab, type LabUnderTest } from './lab-under-test.js';
import { measuredRecords } from '../measured.js';

const FRAMES = 200;
const TAGGED = 101;
const PLAYBOOK = stringify({
  name: 'e2e-latency',
  dataPlanes: ['ip-forwarder'],
  // What is tested is not how fast this computer is.
  trial: {
    duration: '1 s',
    residualWait: '500 ms',
    restabilise: '0 ms',
    offeredLoadTolerance: '100 %',
    starvationTolerance: '100 %',
  },
  procedures: [
    { test: 'latency', throughput: '200 pps', duration: '1 s', tagAfter: '500 ms', repeats: 1 },
  ],
});

const ADDED = 20_000_000;
/** What wires and testers may take beside the DUT: an emulated machine stands still at times. */
const BESIDE = 1_000_000_000;
/** More than that: clocks that are taken for one, or the wrong way round, show. */
const APART = '7 seconds';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(!inject('lab').available)('latency of a path that delays frames', () => {
  let lab: LabUnderTest;
  let call: Call;
  let transits: readonly Transit[] = [];
  let latency: Extract<TrialLatency, { state: 'measured' }>;

  beforeAll(async () => {
    lab = await openLab();
    const playbook = join(lab.folder, 'latency.yaml');
    await writeFile(playbook, PLAYBOOK);
    const netem = ['netem', 'delay', `${ADDED / 1e6}ms`, 'limit', '10000'];
    await lab.dut.run(['tc', 'qdisc', 'replace', 'dev', 'eth4', 'root', ...netem]);
    await lab.generator.run(['date', '--set', `+${APART}`]);
    const watched = watchTransits(lab.dut, ['eth1', 'eth4'], FRAMES);
    call = await vrbench(['run', '-t', lab.testbedFile, playbook, '-r', lab.folder]);
    transits = await watched;
    const archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
    const [trial] = measuredRecords((await readTrials(archive)).trials);
    if (trial?.result.latency?.state !== 'measured') throw new Error(call.stderr);
    ({ latency } = trial.result);
  });
  afterAll(async () => {
    await lab.generator.run(['date', '--set', `-${APART}`]);
    await lab.dut.run(['tc', 'qdisc', 'delete', 'dev', 'eth4', 'root']);
    await lab[Symbol.asyncDispose]();
  });

  it('ends well, and every frame was delayed in the DUT', () => {
    expect(call.exitCode, call.stderr).toBe(0);
    expect(transits.map(({ frame }) => frame)).toEqual(
      Array.from({ length: FRAMES }, (_, index) => index + 1),
    );
    for (const { came, went } of transits) expect(between(came, went)).toBeGreaterThan(ADDED);
  });

  it('knows clocks that are 7 s apart to a few milliseconds', () => {
    expect(latency.clocks.kind).toBe('ping-pong');
    // Emulated links carry a frame in no time that is known.
    expect(latency.span).toMatchObject({
      stampedBy: 'handler',
      serialization: { state: 'none' },
    });
    expect(latency.clocks.bound).toBeLessThan(BESIDE / 10);
  });

  it("encloses what the DUT saw itself: the tagged frame's time, and the mean", () => {
    const times = transits.map(({ came, went }) => between(came, went));
    const [ofTagged = NaN, ofAll] = [times[TAGGED - 1], mean(times.slice(0, -1))];
    expect(latency.tagged?.atMost).toBeGreaterThanOrEqual(ofTagged);
    expect(latency.tagged?.atLeast).toBeLessThan(ofTagged + BESIDE);
    expect(latency.distribution?.frames).toBe(FRAMES - 1);
    expect(latency.distribution?.mean.atMost).toBeGreaterThanOrEqual(ofAll);
    expect(latency.distribution?.mean.atLeast).toBeLessThan(ofAll + BESIDE);
  });

  it('shows in the report how well the clocks are known', () => {
    expect(call.stdout).toMatch(/\bcompared\b/);
    // Clocks that are known too badly for a latency still show how frames differ.
    expect(call.stdout).toMatch(/^(Latency of all frames|How much longer frames took)/m);
  });
});
