import { describe, expect, it } from 'vitest';
import type { TrialResult } from '../../../../src/model/trial.js';
import { pps, seconds } from '../../../../src/model/units.js';
import { archivedRun, judgementOf, MACHINES, seenTrial } from '../../conformance/archived-run.js';

const playbook = (resets: readonly string[]) => `name: resets
dataPlanes: [napi-macvlan]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 5 % }
${resets.map((reset) => `  - { test: reset, ${reset} }`).join('\n')}
`;
const BOTH = ['kind: reboot, after: 15 s', 'kind: power, after: 15 s'];
const device = { capacity: pps(700_000), resetTime: seconds(2) };

const judged = async (
  resets: readonly string[],
  change: (result: TrialResult) => TrialResult = seenTrial,
  resetTime = device.resetTime,
) => {
  const { run } = await archivedRun(playbook(resets), {
    ...{ device: { ...device, resetTime }, setup: MACHINES, change },
  });
  return (place: string, words: string) => judgementOf(run, place, words);
};

/** Makes trials with a reset of one kind invalid. */
const spoiling =
  (kind: string) =>
  (result: TrialResult): TrialResult =>
    seenTrial(
      result.request.reset?.kind === kind
        ? {
            ...result,
            validity: { state: 'invalid', reasons: [{ code: 'link-flapped', detail: 'x' }] },
          }
        : result,
    );

describe('conformance of resets', () => {
  it('is met by those that were measured', async () => {
    const row = await judged(BOTH);
    expect(row('RFC 2544, 26.6', 'resets under')).toBe('met');
    expect(row('RFC 6201, 4.1', 'power')).toBe('met');
    expect(row('RFC 6201, 4.2.1', 'the operating')).toBe('met');
    expect(row('RFC 6201, 4.2.1', 'frames get')).toBe('met');
    expect(row('RFC 6201, 1.3', 'times by')).toBe('met');
    expect(row('RFC 6201, 4.3.1', '15 s without')).toBe('deviates: 10 s, not subtracted');
    expect(row('RFC 2544, 26.6', 'hardware')).toBe('deviates: reboot, power');
  });

  it('is not seen if a reset was undecided', async () => {
    const row = await judged(BOTH, spoiling('power'));
    expect(row('RFC 6201, 4.1', 'power')).toBe('not seen: no reset by power was measured');
    expect(row('RFC 6201, 4.2.1', 'the operating')).toBe('met');
    expect(row('RFC 2544, 26.6', 'hardware')).toBe('deviates: reboot');
    const none = await judged(['kind: reboot, after: 15 s'], spoiling('reboot'));
    for (const [place, words] of [
      ['RFC 2544, 26.6', 'resets at'],
      ['RFC 2544, 26.6', 'resets under'],
      ['RFC 2544, 26.6', 'to networks'],
      ['RFC 2544, 26.6', 'hardware'],
      ['RFC 2544, 26.6', 'one statement'],
      ['RFC 6201, 1.3', 'times by'],
      ['RFC 6201, 3', 'what may'],
      ['RFC 6201, 4.2.1', 'the operating'],
      ['RFC 6201, 4.2.1', 'frames get'],
    ] as const) {
      expect(none(place, words)).toMatch(/^not seen: /);
    }
  });

  it('falls short if another kind was asked for, or the DUT did not come back', async () => {
    const row = await judged(['kind: interface'], seenTrial, seconds(100));
    expect(row('RFC 6201, 4.1', 'power')).toBe('deviates: interface');
    expect(row('RFC 6201, 4.2.1', 'the operating')).toBe('deviates: interface');
    expect(row('RFC 6201, 4.2.1', 'frames get')).toBe('deviates: 10 s');
    expect(row('RFC 6201, 1.3', 'times by')).toBe('deviates: still down in 3 of 3');
  });
});
