import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../../src/model/frame.js';
import type { TrialRequest } from '../../../../src/model/trial.js';
import { pps, seconds } from '../../../../src/model/units.js';
import { simulate } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { batchMeasurer } from '../../../../src/session/backends/instruction-time/batch-measurer.js';
import { figures } from '../../../measured.js';

const { signal } = new AbortController();
const trial = (load: number): TrialRequest => ({
  frameSize: MINIMUM_FRAME,
  intendedLoad: pps(load),
  duration: seconds(1),
});
const device = simulate({ capacity: pps(1500) });

describe('batchMeasurer', () => {
  it('returns the results of foreseen trials, including the same load twice', async () => {
    const foreseen = [trial(1000), trial(2000), trial(1000)];
    const made = foreseen.map(device);
    const measurer = batchMeasurer(foreseen, made, () => Promise.reject(new Error('no batch')));
    for (const result of made) {
      expect(await measurer.measure(result.request, signal)).toBe(result);
    }
  });

  it('runs a batch for an unforeseen trial, and continues with the foreseen ones', async () => {
    const foreseen = [trial(1000), trial(2000)];
    const batches: (readonly TrialRequest[])[] = [];
    const measurer = batchMeasurer(foreseen, foreseen.map(device), (trials) => {
      batches.push(trials);
      return Promise.resolve(trials.map(device));
    });
    const loads = [1000, 1200, 2000, 2000];
    for (const load of loads) {
      const { counts } = figures(await measurer.measure(trial(load), signal));
      expect(counts.intended).toBe(load);
    }
    expect(batches).toEqual([[trial(1200)], [trial(2000)]]);
  });

  it('runs a trial in one batch with those that follow it regardless of results', async () => {
    const batches: (readonly TrialRequest[])[] = [];
    const foreseen = [trial(500)];
    const measurer = batchMeasurer(foreseen, foreseen.map(device), (trials) => {
      batches.push(trials);
      return Promise.resolve(trials.map(device));
    });
    const round = [trial(1000), trial(2000), trial(3000)];
    for (const [index, request] of round.entries()) {
      const { counts } = figures(await measurer.measure(request, signal, () => round.slice(index)));
      expect(counts.intended).toBe(request.intendedLoad);
    }
    expect(figures(await measurer.measure(trial(500), signal)).counts.intended).toBe(500);
    expect(batches).toEqual([round]);
  });

  it('reruns a whole batch that a stopped run journaled in part', async () => {
    const round = [trial(1000), trial(2000), trial(3000)];
    const ahead = (index: number) => () => round.slice(index);
    for (let made = 0; made <= round.length; made += 1) {
      const batches: (readonly TrialRequest[])[] = [];
      const measurer = batchMeasurer([], [], (trials) => {
        batches.push(trials);
        return Promise.resolve(trials.map(device));
      });
      for (const [index, request] of round.entries()) {
        if (index < made) measurer.recall?.(request, ahead(index));
        else {
          const result = await measurer.measure(request, signal, ahead(index));
          expect(figures(result).counts.intended).toBe(request.intendedLoad);
        }
      }
      // A batch that was journaled as a whole is not rerun.
      expect(batches).toEqual(made === round.length ? [] : [round]);
    }
  });

  it('returns foreseen trials after the journaled ones', async () => {
    const foreseen = [trial(1000), trial(2000), trial(1000)];
    const made = foreseen.map(device);
    const measurer = batchMeasurer(foreseen, made, () => Promise.reject(new Error('no batch')));
    measurer.recall?.(trial(1000));
    measurer.recall?.(trial(2000));
    expect(await measurer.measure(trial(1000), signal)).toBe(made[2]);
  });

  it('stops when aborted', async () => {
    const measurer = batchMeasurer([], [], (trials) => Promise.resolve(trials.map(device)));
    await expect(measurer.measure(trial(1), AbortSignal.abort())).rejects.toThrow(/interrupted/);
  });
});
