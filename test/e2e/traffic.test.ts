import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { readRun, readTrials } from '../../src/results/read-run.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from './lab-under-test.js';
import { measuredRecords, type MeasuredRecord } from '../measured.js';

const MODIFIERS = ['none', 'broadcast', 'filters-25'];

/** All that can be asked of test frames, at a load that no computer falls behind. */
const PLAYBOOK = stringify({
  name: 'traffic',
  dataPlanes: ['ip-forwarder'],
  frameSizes: [128],
  traffic: { protocol: 'ipv6', destinations: 'many', direction: 'bidirectional' },
  modifiers: MODIFIERS,
  trial: {
    ...{ duration: '500 ms', learning: 5, learningWait: '200 ms' },
    ...{ residualWait: '200 ms', restabilise: '0 ms' },
    ...{ offeredLoadTolerance: '100 %', starvationTolerance: '100 %' },
  },
  procedures: [{ test: 'load-sweep', intendedLoads: ['800 pps'] }],
});

describe.skipIf(!inject('lab').available)(
  'IPv6 both ways, for many networks, with modifiers',
  () => {
    let lab: LabUnderTest;
    let before: unknown;
    let call: Call;
    let archive = '';
    let trials: readonly MeasuredRecord[] = [];

    beforeAll(async () => {
      lab = await openLab();
      const playbook = join(lab.folder, 'traffic.yaml');
      await writeFile(playbook, PLAYBOOK);
      before = await lab.states();
      const results = join(lab.folder, 'results');
      call = await vrbench(['run', '-t', lab.testbedFile, playbook, '-r', results]);
      expect(call.exitCode, call.stderr).toBe(0);
      archive = /^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '';
      trials = measuredRecords((await readTrials(archive)).trials);
    });
    afterAll(() => lab[Symbol.asyncDispose]());

    it('says so in the report', () => {
      expect(call.stdout).toMatch(
        /^traffic: UDP echo over IPv6, steady, destinations in 256 networks, both ways/m,
      );
      expect(call.stdout).toContain('ip-forwarder + filters-25');
    });

    it('accounts for every test frame of both directions, and for no other', () => {
      expect(trials.map(({ modifier = 'none' }) => modifier)).toEqual(MODIFIERS);
      for (const { result } of trials) {
        const located = result.losses.reduce((sum, { frames }) => sum + frames, 0);
        expect(result.validity).toEqual({ state: 'valid' });
        expect(result.counts).toMatchObject({ intended: 400, offered: 400 });
        expect(result.counts.receivedBySink + located).toBe(400);
        expect(result.unlocated).toBe(0);
      }
    });

    it('looks at what arrives at either end, and finds it in order', async () => {
      expect((await readRun(archive)).setup?.sinkCounting).toMatchObject({ by: 'frame-sink' });
      for (const { result } of trials) {
        expect(result.sink?.module).toMatchObject({
          frames: result.counts.receivedBySink,
          foreign: 0,
          order: { duplicates: 0, reordered: 0, unknown: 0 },
        });
      }
    });

    it('leaves every machine as it was', async () => {
      expect(await lab.states()).toEqual(before);
    });
  },
);
