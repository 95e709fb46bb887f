import { describe, expect, it } from 'vitest';
import type { TrialResult } from '../../../../src/model/trial.js';
import { pps } from '../../../../src/model/units.js';
import { conformanceOf } from '../../../../src/rfc2544/conformance/conformance.js';
import { archivedRun, judgementOf, MACHINES, seenTrial } from '../../conformance/archived-run.js';

const playbook = (latency: string) => `name: latency
dataPlanes: [napi-macvlan]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 5 % }
  - { test: latency${latency} }
`;
const device = { capacity: pps(700_000) };

const judged = async (latency = '', change: (result: TrialResult) => TrialResult = seenTrial) => {
  const { run } = await archivedRun(playbook(latency), { device, setup: MACHINES, change });
  return (words: string) => judgementOf(run, 'RFC 2544, 26.2', words);
};

/** Loses tagged frames but for those of the first few trials. */
const losingTags = (kept: number) => {
  let tagged = 0;
  return (result: TrialResult): TrialResult => {
    const { latency } = result;
    if (latency?.state !== 'measured' || latency.tagged === undefined) return seenTrial(result);
    tagged += 1;
    return seenTrial(
      tagged <= kept ? result : { ...result, latency: { ...latency, tagged: null } },
    );
  };
};

describe('conformance of the latency', () => {
  it('is met by 20 tagged frames that arrived', async () => {
    const row = await judged();
    for (const words of [
      'at the measured',
      'streams of',
      'a frame is',
      'the latency',
      'the average',
    ]) {
      expect(row(words)).toBe('met');
    }
    expect(row('again with')).toBe('deviates: to the same destination');
  });

  it('is not met by tagged frames that were lost', async () => {
    const row = await judged('', losingTags(1));
    expect(row('the latency is measured')).toBe('deviates: 1 time');
    expect(row('the receiver knows')).toBe('met');
  });

  it('is not seen, or not met, if none of them arrived', async () => {
    const row = await judged('', losingTags(0));
    expect(row('the latency is measured')).toBe('deviates: 0 times');
    expect(row('the receiver knows')).toBe('not seen: every tagged frame was lost');
    expect(row('the definition')).toBe('not seen: every tagged frame was lost');
  });

  it('is judged by the trials, which may be shorter, or of a load from elsewhere', async () => {
    const row = await judged(', throughput: 600 kpps, duration: 20 s, tagAfter: 10 s, repeats: 2');
    expect(row('at the measured')).toBe('deviates: not measured by this run');
    expect(row('streams of')).toBe('deviates: 20 s');
    expect(row('a frame is tagged')).toBe('deviates: 10 s');
    expect(row('the latency is measured')).toBe('deviates: 2 times');
  });

  it('states no definition of RFC 1242 if times are between other moments', async () => {
    const { run, trials } = await archivedRun(playbook(''), {
      ...{ device, setup: MACHINES, change: seenTrial },
    });
    const text = JSON.stringify(run).replace('"store-and-forward"', '"driver-to-sink"');
    const conformance = [...conformanceOf(JSON.parse(text) as typeof run, trials)];
    expect(judgementOf({ conformance }, 'RFC 2544, 26.2', 'the definition')).toBe(
      'deviates: driver-to-sink',
    );
  });

  it('is not seen if the generator stopped early', async () => {
    const row = await judged('', (result) =>
      seenTrial({ ...result, offeredDuration: (0.5 * result.offeredDuration) as never }),
    );
    expect(row('streams of')).toBe('deviates: sent for 60 s');
  });

  it('is not seen if trials were invalid', async () => {
    const row = await judged('', (result) =>
      result.request.tagAfter === undefined
        ? seenTrial(result)
        : seenTrial({
            ...result,
            validity: { state: 'invalid', reasons: [{ code: 'clock-error', detail: 'x' }] },
          }),
    );
    expect(row('the latency is measured')).toBe('not seen: not measurable: clock-error');
    expect(row('the definition')).toBe('not seen: not measurable: clock-error');
  });
});
