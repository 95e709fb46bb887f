import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectionLost, DeadlineExceeded } from '../../../../../src/host/errors.js';
import { Failure, Interrupted } from '../../../../../src/model/failure.js';
import {
  withoutFigures,
  type InvalidReason,
  type TrialOutcome,
  type TrialRequest,
} from '../../../../../src/model/trial.js';
import { bytes, pps, seconds } from '../../../../../src/model/units.js';
import { simulate } from '../../../../../src/rfc2544/simulated-device/simulated-device.js';
import { throughput } from '../../../../../src/rfc2544/tests/throughput/procedure.js';
import { conduct, type TrialEvent } from '../../../../../src/rfc2544/trials/procedure.js';
import { noRepairs } from '../../../../../src/session/backends/machines/repair/limits.js';
import {
  repairedTrials,
  type Found,
  type Repairs,
} from '../../../../../src/session/backends/machines/repair/repaired-trials.js';
import { DeviceGone } from '../../../../../src/traffic/generator/device-gone.js';
import {
  neverFinished,
  threadsLeft,
} from '../../../../../src/traffic/generator/generator-stuck.js';
import { virtualClock } from '../../../../traffic/virtual-clock.js';

const lost = (machine = 'dut') =>
  new ConnectionLost(machine, ['true'], new Error('Keepalive timeout'));
const device = simulate({ capacity: pps(523_000) });
const shape = { frameSize: bytes(64), duration: seconds(1) };
const range = { minimumLoad: pps(10_000), maximumLoad: pps(1_000_000), resolution: 0.01 };
const request: TrialRequest = { ...shape, intendedLoad: pps(1000) };
const allWell: Found = { restarted: [], reconnected: false };

/** The outcomes of trials in order, and the state of the machines after them; later ones succeed. */
interface Course {
  readonly trials?: readonly (TrialOutcome | Error | undefined)[];
  readonly found?: readonly Found[];
  readonly setUpFails?: Error;
  readonly standstill?: number;
}

/** The actions in order: `trial`, `await`, `logs`, `set up as logs`. */
const machinesThat = (course: Course) => {
  const happened: string[] = [];
  const trials = [...(course.trials ?? [])];
  const found = [...(course.found ?? [])];
  const repairs: Repairs = {
    awaitMachines: () => {
      happened.push('await');
      return Promise.resolve(found.shift() ?? allWell);
    },
    setUpAgain: (aftermath) => {
      happened.push(`set up, ${aftermath}`);
      return course.setUpFails === undefined
        ? Promise.resolve()
        : Promise.reject(course.setUpFails);
    },
    keepLogs: () => {
      happened.push('logs');
      return Promise.resolve();
    },
    noteRestart: () => {
      happened.push('noted');
      return Promise.resolve();
    },
    standstill: async (work) => ({
      result: await work(),
      found: seconds(course.standstill ?? 0),
    }),
    count: noRepairs(),
    clock: virtualClock(),
    announce: () => undefined,
  };
  const measurer = repairedTrials(
    {
      measure: (trial) => {
        happened.push('trial');
        const next = trials.shift();
        if (next instanceof Error) return Promise.reject(next);
        return Promise.resolve(next ?? device(trial));
      },
    },
    repairs,
  );
  return { measurer, happened };
};

const { signal } = new AbortController();

/** Conducts a search for the throughput. */
const searchOn = async (course: Course) => {
  const { measurer, happened } = machinesThat(course);
  const events: TrialEvent[] = [];
  let last = 0;
  const ended = await conduct(throughput(shape, range), measurer, {
    signal,
    nextSequence: () => (last += 1),
    observe: (event) => {
      events.push(event);
      return Promise.resolve();
    },
  }).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  return { ended, events, happened };
};

const numbersOf = (events: readonly TrialEvent[], type: TrialEvent['type']): readonly number[] =>
  events.filter((event) => event.type === type).map(({ sequence }) => sequence);

const loadsOf = async (course: Course) => {
  const { ended } = await searchOn(course);
  if (!('result' in ended) || ended.result.outcome.state !== 'found') throw new Error('not found');
  const { lower, upper } = ended.result.outcome;
  return [lower.load, 'load' in upper ? upper.load : undefined];
};

const codesOf = ({ validity }: TrialOutcome): readonly string[] =>
  validity.state === 'valid' ? [] : validity.reasons.map(({ code }) => code);

const invalid = (code: InvalidReason['code']): TrialOutcome => ({
  ...device(request),
  validity: { state: 'invalid', reasons: [{ code, detail: 'x' }] },
});

describe('trials that break', () => {
  /** Breaks at random, never three in a row nor more than the limit of a run. */
  const breaks = fc
    .array(fc.nat({ max: 3 }), { maxLength: 14 })
    .map((numbers) =>
      numbers.map((number, index) =>
        number === 0 && !(numbers[index - 1] === 0 && numbers[index - 2] === 0)
          ? lost()
          : undefined,
      ),
    )
    .map((trials) =>
      trials.map((each, index) =>
        trials[index - 1] !== undefined && trials[index - 2] !== undefined ? undefined : each,
      ),
    );

  it('do not change the result if the repeat succeeds, and each is journaled', async () => {
    const undisturbed = await loadsOf({});
    await fc.assert(
      fc.asyncProperty(breaks, async (trials) => {
        expect(await loadsOf({ trials })).toEqual(undisturbed);
        const { events } = await searchOn({ trials });
        expect(numbersOf(events, 'trial-ended')).toEqual(numbersOf(events, 'trial-started'));
        const without = events.filter(
          (event) => event.type === 'trial-ended' && event.result.counts === null,
        );
        const made = trials.slice(0, numbersOf(events, 'trial-ended').length);
        expect(without).toHaveLength(made.filter((each) => each !== undefined).length);
      }),
      { numRuns: 50 },
    );
  });

  it('are followed by the next one only after the machines are restored', async () => {
    const { happened } = await searchOn({ trials: [lost(), undefined, lost('gen')] });
    const text = happened.join(', ');
    expect(text).toMatch(/^trial, await, logs, set up, logs, trial, trial, await, logs, set up, /);
  });

  it('end the run after six in a row, each of them journaled', async () => {
    const { ended, events, happened } = await searchOn({ trials: Array(9).fill(lost()) });
    expect(numbersOf(events, 'trial-ended')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(happened.filter((each) => each.startsWith('set up'))).toHaveLength(6);
    expect(ended).toMatchObject({ error: { kind: 'failure' } });
    expect('error' in ended && String(ended.error)).toMatch(
      /7 trials in a row broke, the last: connection-lost \(dut: the connection was lost.*at most 6 times in a row and 20 times in a run/,
    );
  });

  it('end the run after twenty of them', async () => {
    const trials = Array.from({ length: 90 }, (_, index) => (index % 2 === 0 ? lost() : undefined));
    const { measurer, happened } = machinesThat({ trials });
    const measure = async (): Promise<void> => {
      for (;;) await measurer.measure(request, signal);
    };
    await expect(measure()).rejects.toThrow(/21 trials of this run broke/);
    expect(happened.filter((each) => each === 'trial')).toHaveLength(41);
  });

  it('are reported with what broke them', async () => {
    const first = async (course: Course) =>
      codesOf(await machinesThat(course).measurer.measure(request, signal));
    const restarted = { restarted: ['dut'], reconnected: true };
    expect(await first({ trials: [lost()] })).toEqual(['connection-lost']);
    expect(await first({ trials: [lost()], found: [restarted] })).toEqual([
      'machine-restarted',
      'connection-lost',
    ]);
    const strange = new Failure({ attempted: 'reading', got: 'nothing' });
    expect(await first({ trials: [strange], found: [restarted] })).toEqual(['machine-restarted']);
    // Any other command that is late says nothing of pktgen.
    const late = new DeadlineExceeded('gen', ['tee'], seconds(60));
    expect(await first({ trials: [late] })).toEqual(['connection-lost']);
    for (const stuck of [threadsLeft('gen', ['eth1'], seconds(5)), neverFinished('gen', late)]) {
      expect(await first({ trials: [stuck] })).toEqual(['generator-stuck']);
    }
    const gone = new DeviceGone('gen', ['eth1']);
    expect(await first({ trials: [gone] })).toEqual(['counters-not-comparable']);
    expect(await first({ trials: [lost()], standstill: 90 })).toEqual([
      'controller-suspended',
      'connection-lost',
    ]);
  });

  it('are journaled before the run ends if a machine does not come back, or cannot be set up', async () => {
    const failure = new Failure({ attempted: 'connecting', got: 'no answer' });
    for (const course of [
      { found: [{ ...allWell, failure }] },
      { setUpFails: failure },
    ] satisfies Course[]) {
      const { ended, events } = await searchOn({ ...course, trials: [lost()] });
      expect(ended).toEqual({ error: failure });
      expect(numbersOf(events, 'trial-ended')).toEqual([1]);
    }
  });

  it('are not counted if every machine answers and something else failed', async () => {
    const strange = new Failure({ attempted: 'configuring pktgen', got: 'no such device' });
    const { ended, happened } = await searchOn({ trials: [strange] });
    expect(ended).toEqual({ error: strange });
    expect(happened).toEqual(['trial', 'await']);
  });

  it('are not counted if the user interrupted', async () => {
    const stop = new AbortController();
    stop.abort();
    const { measurer, happened } = machinesThat({ trials: [new Interrupted('measuring')] });
    await expect(measurer.measure(request, stop.signal)).rejects.toThrow(Interrupted);
    expect(happened).toEqual(['trial']);
  });
});

describe('trials that were disturbed', () => {
  it.each([
    ['link-flapped', 'trial, logs, set up, set-up-dut'],
    ['machine-suspended', 'trial, logs'],
    ['controller-suspended', 'trial, logs'],
    // Of more frames than were offered.
    ['counters-not-comparable', 'trial, logs'],
    ['frames-not-offered', 'trial'],
  ] as const)('as %s: %s', async (code, expected) => {
    const { measurer, happened } = machinesThat({ trials: [invalid(code)] });
    expect(await measurer.measure(request, signal)).toEqual(invalid(code));
    expect(happened.join(', ')).toBe(expected);
  });

  it('by recreated devices: every machine is set up again', async () => {
    const reason = { code: 'counters-not-comparable', detail: 'x' } as const;
    const { measurer, happened } = machinesThat({
      trials: [withoutFigures(request, [reason], seconds(1))],
    });
    await measurer.measure(request, signal);
    expect(happened).toEqual(['trial', 'logs', 'set up, set-up-all']);
  });

  it('by a port of the generator that was removed: every machine is set up again', async () => {
    const { measurer, happened } = machinesThat({ trials: [new DeviceGone('gen', ['eth1'])] });
    await measurer.measure(request, signal);
    expect(happened).toEqual(['trial', 'await', 'logs', 'set up, set-up-all']);
  });

  it('by an intended reset are not counted, and the restart is noted', async () => {
    const { measurer, happened } = machinesThat({});
    await measurer.measure({ ...request, reset: { kind: 'reboot', after: seconds(1) } }, signal);
    expect(happened).toEqual(['trial', 'noted']);
  });
});
