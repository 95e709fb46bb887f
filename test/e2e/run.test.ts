import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LAB_DATA_PLANES } from './data-planes.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from './lab-under-test.js';
import { writePlaybook } from './playbook.js';
import { measuredRecords } from '../measured.js';

const LOADS = ['400 pps', '2 kpps'];

describe.skipIf(!inject('lab').available)('a run of four data planes on the lab', () => {
  let lab: LabUnderTest;
  let before: unknown;
  let call: Call;
  let archive = '';

  beforeAll(async () => {
    lab = await openLab();
    const playbook = await writePlaybook(lab.folder, {
      dataPlanes: LAB_DATA_PLANES,
      intendedLoads: LOADS,
    });
    before = await lab.states();
    const results = join(lab.folder, 'results');
    call = await vrbench(['run', '-t', lab.testbedFile, playbook, '-r', results]);
    archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  it('ends well and prints a report with its label', () => {
    expect(call.stderr).toContain('undoing every change');
    expect(call.exitCode).toBe(0);
    expect(call.stdout).toMatch(/^figures: emulated \((tcg|kvm), \d+ host cores?\)$/m);
    for (const name of LAB_DATA_PLANES) expect(call.stdout).toContain(name);
  });

  it('leaves every machine as it was', async () => {
    expect(await lab.states()).toEqual(before);
  });

  it('accounts for every frame of every trial', async () => {
    const journal = await readTrials(archive);
    expect(journal.torn).toBe(false);
    const trials = measuredRecords(journal.trials);
    expect(trials.length).toBeGreaterThanOrEqual(LAB_DATA_PLANES.length * LOADS.length);
    for (const { result } of trials) {
      const { counts, losses, unlocated } = result;
      const located = losses.reduce((sum, { frames }) => sum + frames, 0);
      expect(counts.offered).toBe(counts.receivedBySink + located + unlocated);
      expect(unlocated).toBe(0);
      expect(counts.receivedBySink).toBeGreaterThan(0);
    }
  });

  it('archives a run that validates, with one journal line for each trial', async () => {
    const text = await readFile(join(archive, 'run.json'), 'utf8');
    const schema = JSON.parse((await vrbench(['schema', 'run'])).stdout) as object;
    const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(schema);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    const run = await readRun(archive);
    const trials = measuredRecords((await readTrials(archive)).trials);
    const named = run.results.flatMap(({ result }) =>
      result.test === 'load-sweep' ? result.loads.flatMap((load) => load.trials) : [],
    );
    expect(trials.map(({ sequence }) => sequence)).toEqual(named);
    expect(run.state).toEqual({ state: 'complete' });
    expect(run.environment.kind).toBe('emulated');
    const modules = run.setup?.modules.map(({ name }) => name);
    expect(modules?.toSorted()).toEqual(['direct_macvlan', 'napi_macvlan']);
    expect(run.setup?.sinkCounting).toMatchObject({ by: 'frame-sink' });
    for (const { result } of trials) {
      expect(result.sink?.module.frames).toBe(result.counts.receivedBySink);
      expect(result.sink?.module.order?.reordered ?? 0).toBe(0);
    }
  });

  it('keeps its own time and memory in the archive, and its memory below 200 MB', async () => {
    const { overhead } = await readRun(archive);
    expect(overhead?.medianPerTrial).toBeGreaterThan(0);
    expect(overhead?.peakResidentBytes).toBeLessThan(200e6);
  });

  it('keeps what it was asked: testbed, playbook, patch, and a log of every command', async () => {
    const input = (name: string) => readFile(join(archive, 'inputs', name), 'utf8');
    expect(await input('testbed.yaml')).toBe(await readFile(lab.testbedFile, 'utf8'));
    expect(await input('playbook.yaml')).toContain('load-sweep');
    expect(await input('napi-macvlan.patch')).toContain('macvlan_deliver');
    expect(await readFile(join(archive, 'log.ndjson'), 'utf8')).toContain('"insmod"');
  });
});
