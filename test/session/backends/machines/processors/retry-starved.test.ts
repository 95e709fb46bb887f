import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../../../src/model/frame.js';
import { PreconditionFailure } from '../../../../../src/model/failure.js';
import type { InvalidReason, TrialResult } from '../../../../../src/model/trial.js';
import { nanoseconds, pps, seconds } from '../../../../../src/model/units.js';
import { retryStarved } from '../../../../../src/session/backends/machines/processors/retry-starved.js';

const request = { frameSize: MINIMUM_FRAME, intendedLoad: pps(1_000), duration: seconds(1) };
const { signal } = new AbortController();

const resultWith = (code: InvalidReason['code'] | undefined): TrialResult => ({
  request,
  counts: { intended: 1, offered: 1, receivedByDut: 1, forwarded: 1, receivedBySink: 1 },
  offeredDuration: seconds(1),
  losses: [],
  unlocated: 0,
  validity:
    code === undefined
      ? { state: 'valid' }
      : { state: 'invalid', reasons: [{ code, detail: '51 % waited' }] },
  timing: { wall: seconds(1), traffic: seconds(1), settling: nanoseconds(0) },
});

/** Trials that are invalid for these reasons, one after the other. */
const course = async (...codes: (InvalidReason['code'] | undefined)[]) => {
  const happened: string[] = [];
  const results = codes.map(resultWith);
  const measurer = retryStarved(
    {
      measure: () => {
        happened.push('trial');
        return Promise.resolve(results.shift() ?? expect.fail('one trial too many'));
      },
    },
    {
      awaitQuiet: () => {
        happened.push('wait');
        return Promise.resolve();
      },
      remedy: 'end other programs',
      announce: () => undefined,
    },
  );
  while (results.length > 0) await measurer.measure(request, signal);
  return { happened, next: () => measurer.measure(request, signal) };
};

describe('retryStarved', () => {
  it('waits until machines are less busy after a trial that lacked CPU time, and only then', async () => {
    const { happened } = await course(
      undefined,
      'lab-starved',
      undefined,
      'link-flapped',
      undefined,
    );
    expect(happened).toEqual(['trial', 'trial', 'wait', 'trial', 'trial', 'trial']);
  });

  it('returns every result to the procedure, and fails after six of them in a row', async () => {
    const starved = Array.from({ length: 6 }, () => 'machine-starved' as const);
    const { happened, next } = await course(...starved);
    expect(happened.filter((what) => what === 'trial')).toHaveLength(6);
    const ended = next();
    await expect(ended).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(ended).rejects.toThrow(/in 6 trials in a row: 51 % waited\n.*end other programs/);
  });
});
