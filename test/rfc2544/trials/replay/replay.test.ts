import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pps, seconds } from '../../../../src/model/units.js';
import { simulate } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { attempt } from '../../../../src/rfc2544/trials/attempt.js';
import { UnexpectedTrial } from '../../../../src/rfc2544/trials/replay/asked-as.js';
import { replay } from '../../../../src/rfc2544/trials/replay/replay.js';
import { conduct, type EndedTrial } from '../../../../src/rfc2544/trials/procedure.js';
import { streamId } from '../../../../src/model/network/stream.js';
import { MINIMUM_FRAME } from '../../../../src/model/frame.js';
import type { Procedure, TrialEvent } from '../../../../src/rfc2544/trials/procedure.js';
import type { TrialRequest } from '../../../../src/model/trial.js';

const { signal } = new AbortController();
const request = (load: number): TrialRequest => ({
  frameSize: MINIMUM_FRAME,
  intendedLoad: pps(load),
  duration: seconds(1),
});

/** Halves an interval ten times. @returns the numbers of its trials, and where it ended */
function* halving(): Procedure<{ readonly trials: readonly number[]; readonly load: number }> {
  const trials: number[] = [];
  let [low, high] = [0, 1_000_000];
  for (let round = 0; round < 10; round += 1) {
    const load = (low + high) / 2;
    const tried = yield* attempt(request(load));
    trials.push(...tried.trials.map(({ sequence }) => sequence));
    const lossy =
      tried.state === 'measured' &&
      tried.trial.result.counts.receivedBySink < tried.trial.result.counts.offered;
    if (lossy) high = load;
    else low = load;
  }
  return { trials, load: low };
}

const device = simulate({ capacity: pps(300_000) });
const filledIn = (trial: TrialRequest): TrialRequest => ({
  ...trial,
  effectiveLoad: pps(trial.intendedLoad + 1),
  streams: [{ stream: streamId('r0:gen0>sink0'), intendedLoad: trial.intendedLoad }],
});

/** Conducts the search; one trial in three is invalid. */
const conducted = async (earlier: readonly EndedTrial[]) => {
  const events: TrialEvent[] = [];
  const ended: EndedTrial[] = [...earlier];
  const recalled: number[] = [];
  let last = earlier.length;
  const result = await conduct(
    halving(),
    {
      measure: (trial) => {
        const outcome = { ...device(trial), request: filledIn(trial) };
        if (last % 3 !== 0) return Promise.resolve(outcome);
        const reasons = [{ code: 'lab-starved' as const, detail: 'x' }];
        return Promise.resolve({ ...outcome, validity: { state: 'invalid' as const, reasons } });
      },
      recall: (trial) => recalled.push(trial.intendedLoad),
    },
    {
      signal,
      nextSequence: () => (last += 1),
      observe: (event) => {
        events.push(event);
        if (event.type === 'trial-ended') ended.push(event);
        return Promise.resolve();
      },
      earlier,
    },
  );
  return { result, ended, events, recalled };
};

describe('a resumed procedure', () => {
  it('gives the same result, whichever trial it was stopped after, and repeats no trial', async () => {
    const whole = await conducted([]);
    const count = whole.ended.length;
    expect(count).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: count }), async (stopped) => {
        const earlier = whole.ended.slice(0, stopped);
        const { result, ended, events, recalled } = await conducted(earlier);
        expect(result).toEqual(whole.result);
        expect(ended.map(({ sequence }) => sequence)).toEqual(
          whole.ended.map(({ sequence }) => sequence),
        );
        const replayed = events.filter(({ type }) => type === 'trial-replayed');
        expect(replayed).toHaveLength(stopped);
        expect(recalled).toHaveLength(stopped);
        const started = events.filter(({ type }) => type === 'trial-started');
        expect(started).toHaveLength(count - stopped);
      }),
    );
  });

  it('does not take what measurers fill in for a change', async () => {
    const { ended } = await conducted([]);
    expect(replay(halving(), ended)).toMatchObject({ done: true });
    expect(replay(halving(), ended.slice(0, 4)).done).toBe(false);
  });

  it('refuses a trial that it does not ask for, by its number and what differs', async () => {
    const { ended } = await conducted([]);
    const foreign = ended.map((trial, index) =>
      index === 4 ? { ...trial, result: { ...trial.result, request: request(123) } } : trial,
    );
    expect(() => replay(halving(), foreign)).toThrow(
      /replaying trial 5 of the journal: intendedLoad: \d+ is asked for, the journal has 123\n/,
    );
    await expect(conducted(foreign)).rejects.toThrow(UnexpectedTrial);
  });

  it('refuses trials beyond its end', async () => {
    const { ended } = await conducted([]);
    const [first] = ended;
    if (first === undefined) throw new Error('there are trials');
    expect(() => replay(halving(), [...ended, { ...first, sequence: 99 }])).toThrow(
      /trial 99 of the journal: the trials of its test have all been made before it/,
    );
  });
});
