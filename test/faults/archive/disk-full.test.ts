import { describe, expect, it } from 'vitest';
import { told } from './disk-full.js';

const FOLDER = '/results';
const TRIAL = '  trial 1 (3 expected): offered 1 kpps, forwarded 1 kpps';
const MESSAGE =
  'vrbench: writing /results/run/trials.ndjson: no space is left: 477 bytes were to be written, ' +
  '0 are free; the trial before it is archived';

describe('what a run says that found no space', () => {
  it('is the file, how much is missing, and that earlier trials are safe', () => {
    expect(told([TRIAL, MESSAGE], FOLDER)).toEqual([]);
  });

  it('is not enough without any of that', () => {
    expect(told([TRIAL, 'vrbench: ENOSPC'], FOLDER)).toHaveLength(3);
    expect(told([TRIAL], FOLDER)).toHaveLength(4);
    expect(told(['vrbench: no space left on /results, 12 KiB are missing'], FOLDER)).toEqual([]);
  });
});
