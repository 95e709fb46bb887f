import { describe, expect, it } from 'vitest';
import { withRates } from '../../../src/document/stated-load.js';
import { pps, seconds } from '../../../src/model/units.js';
import { testSpecSchema } from '../../../src/rfc2544/tests/index.js';
import { toleranceOf } from '../../../src/rfc2544/tests/tolerance.js';
import { trialPhasesSchema } from '../../../src/rfc2544/trials/phases-schema.js';
import { problemsOf } from '../../config/examples.js';

const playbook = (tolerance: string, procedures: string): string => `name: tolerant
dataPlanes: [macvlan]
trial:
  duration: 1 s
  offeredLoadTolerance: ${tolerance}
procedures:
${procedures}`;

const SEARCH = (test: string, resolution: string): string =>
  `  - { test: ${test}, minimumLoad: 1 kpps, maximumLoad: 1 Mpps, resolution: ${resolution} }\n`;
const LOSS = '  - { test: frame-loss-rate, maximumLoad: 1 Mpps, step: 10 % }\n';
const RECOVERY = '  - { test: system-recovery, frameRate: 1 Mpps, throughput: 500 kpps }\n';
const SWEEP = '  - { test: load-sweep, intendedLoads: [75 kpps, 100 kpps, 50 kpps] }\n';

const at = (most: string, why: string, found: string): string =>
  `5:25 trial.offeredLoadTolerance: must be at most ${most}, half the ${why}; found ${found}`;

describe('how far an offered load may be below the intended one', () => {
  it.each([
    [
      '0.3 %',
      SEARCH('throughput', '0.5 %'),
      at('0.25 %', 'resolution of 0.5 % of procedures[0], throughput', '0.3 %'),
    ],
    [
      '5 %',
      SEARCH('mlrsearch', '0.5 %'),
      at('0.25 %', 'width of 0.5 % of procedures[0], mlrsearch', '5 %'),
    ],
    ['6 %', LOSS, at('5 %', 'step of 10 % of procedures[0], frame-loss-rate', '6 %')],
    [
      '6 %',
      `${SWEEP}${RECOVERY}`,
      at('5 %', 'overload of 10 % of procedures[1], system-recovery', '6 %'),
    ],
    // The closest of all tests counts.
    [
      '1 %',
      `${SEARCH('throughput', '4 %')}${LOSS}${SEARCH('mlrsearch', '1 %')}`,
      at('0.5 %', 'width of 1 % of procedures[2], mlrsearch', '1 %'),
    ],
  ])('is at most half of what a test distinguishes: %s', async (tolerance, procedures, problem) => {
    expect(await problemsOf(playbook(tolerance, procedures))).toEqual([problem]);
  });

  it.each([
    ['0.25 %', SEARCH('throughput', '0.5 %')],
    ['5 %', LOSS],
    ['100 %', SWEEP],
  ])('may be that half: %s', async (tolerance, procedures) => {
    expect(await problemsOf(playbook(tolerance, procedures))).toEqual([]);
  });

  it.each([
    ['0.5 %', 0.0025],
    ['10 %', 0.0025],
    ['0.1 %', 0.0005],
  ])('is by default 0.25 %%, or half of %s', (resolution, tolerance) => {
    const procedures = ['throughput', 'mlrsearch'].map((test) =>
      withRates(
        testSpecSchema.parse({ test, minimumLoad: '1 kpps', maximumLoad: '1 Mpps', resolution }),
        pps(0),
      ),
    );
    const trial = trialPhasesSchema.parse({ duration: '1 s' });
    expect(trial.duration).toBe(seconds(1));
    expect(toleranceOf({ trial, procedures })).toBe(tolerance);
    expect(toleranceOf({ trial: { ...trial, offeredLoadTolerance: 0.0001 }, procedures })).toBe(
      0.0001,
    );
  });
});
