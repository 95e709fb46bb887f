import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { playbookSchema, type Playbook } from '../../../src/config/playbook.js';
import { expectedPlaybook } from '../../../src/config/stated/reference.js';
import { pps } from '../../../src/model/units.js';
import type { TrialRecord } from '../../../src/results/schema.js';
import { UnexpectedTrial } from '../../../src/rfc2544/trials/replay/asked-as.js';
import { earlierRun } from '../../../src/session/resume/earlier-run.js';
import { earlierTrials } from '../../../src/session/resume/earlier-trials.js';
import type { RunEvent } from '../../../src/session/run/events.js';
import { visitsOf } from '../../../src/session/run/visits.js';
import { allTheSame, devices, LINK_SPEED, playbooks, simulatedEvents } from '../simulated-run.js';
import { journaled } from './journaled.js';

const playbookOf = (asked: object): Playbook =>
  expectedPlaybook(
    playbookSchema.parse({
      name: 'x',
      dataPlanes: ['ip-forwarder', 'napi-macvlan'],
      trial: { duration: '1 s' },
      procedures: [
        { test: 'throughput', minimumLoad: '10 kpps', resolution: '5 %' },
        { test: 'load-sweep', intendedLoads: ['10 kpps', '20 kpps'], repeats: 2 },
      ],
      ...asked,
    }),
  );

/** The stated playbook is only read further if there is a reference. */
const { stated: STATED } = await loadPlaybook('playbooks/quickstart.yaml');

const device = allTheSame({ capacity: pps(300_000) });

const goneThrough = (playbook: Playbook, trials: readonly TrialRecord[]) => {
  const written = { stated: STATED, positionOf: () => 'x.yaml' };
  return earlierRun({ playbook, linkSpeed: LINK_SPEED, written }, earlierTrials(trials));
};

/** The states of cells. */
const resultsIn = (events: readonly RunEvent[]) =>
  events.flatMap((event) =>
    event.type === 'cell-ended' ? [{ cell: event.cell, result: event.result }] : [],
  );

const replayedIn = (events: readonly RunEvent[]): readonly number[] =>
  events.flatMap((event) => (event.type === 'trial-replayed' ? [event.sequence] : []));

describe('a resumed run', () => {
  it('makes each remaining trial once, with the same result, wherever it was stopped', async () => {
    await fc.assert(
      fc.asyncProperty(playbooks, devices, fc.nat(), async (playbook, any, moment) => {
        const same = allTheSame(any);
        const whole = await simulatedEvents(playbook, same);
        const trials = journaled(whole);
        const made = trials.slice(0, moment % (trials.length + 1));
        const earlier = goneThrough(playbook, made);
        const events = await simulatedEvents(playbook, same, earlier);
        expect(journaled(events)).toEqual(trials.slice(made.length));
        expect(new Set(replayedIn(events))).toEqual(new Set(made.map(({ sequence }) => sequence)));
        expect(resultsIn(events)).toEqual(resultsIn(whole));
      }),
      { numRuns: 40 },
    );
  });

  it('has finished the visits with nothing left, and their cells have results', async () => {
    const playbook = playbookOf({});
    const trials = journaled(await simulatedEvents(playbook, device));
    const finished = (count: number) => {
      const { isFinished, results } = goneThrough(playbook, trials.slice(0, count));
      return { visits: visitsOf(playbook).map(isFinished), results: results.length };
    };
    const first = trials.filter(({ dataPlane }) => dataPlane === 'ip-forwarder').length;
    expect(finished(0)).toEqual({ visits: [false, false], results: 0 });
    expect(finished(first - 1)).toEqual({ visits: [false, false], results: 1 });
    expect(finished(first)).toEqual({ visits: [true, false], results: 2 });
    expect(finished(trials.length)).toEqual({ visits: [true, true], results: 4 });
  });
});

describe('a journal of something else is refused', () => {
  const playbook = playbookOf({});

  it.each<readonly [string, (trial: TrialRecord) => TrialRecord, RegExp]>([
    [
      'a data plane that is not measured',
      (trial) => ({ ...trial, dataPlane: 'macvlan' }),
      /trial 3 of the journal: the playbook does not ask for macvlan, 64 bytes, procedures\[0\]/,
    ],
    [
      'a procedure that does not exist',
      (trial) => ({ ...trial, procedure: 7 }),
      /trial 3 of the journal: the playbook does not ask for .*procedures\[7\]/,
    ],
    [
      'another test',
      (trial) => ({ ...trial, test: 'latency' }),
      /trial 3 of the journal: procedures\[0\] is throughput, the journal has latency/,
    ],
    [
      'a block of a test measured in one go',
      (trial) => ({ ...trial, block: 2 }),
      /trial 3 of the journal: it is of block 2, but its test is measured in one go/,
    ],
  ])('%s', async (_, change, message) => {
    const trials = journaled(await simulatedEvents(playbook, device));
    const changed = trials.map((trial) => (trial.sequence === 3 ? change(trial) : trial));
    expect(() => goneThrough(playbook, changed)).toThrow(UnexpectedTrial);
    expect(() => goneThrough(playbook, changed)).toThrow(message);
  });

  it.each<readonly [string, (trial: TrialRecord) => TrialRecord, RegExp]>([
    [
      'no block of a test measured in blocks',
      (trial) => JSON.parse(JSON.stringify({ ...trial, block: undefined })) as TrialRecord,
      /trial \d+ of the journal: it has no block, but its test is measured in blocks/,
    ],
    [
      'a block before the previous one has ended',
      (trial) => ({ ...trial, block: 2 }),
      /trial \d+ of the journal: it is of block 2, but block 1 had not ended/,
    ],
  ])('%s', async (_, change, message) => {
    const inBlocks = playbookOf({
      order: 'interleaved',
      procedures: [{ test: 'load-sweep', intendedLoads: ['10 kpps'], repeats: 3 }],
    });
    const [first, ...others] = journaled(await simulatedEvents(inBlocks, device));
    if (first === undefined) throw new Error('there are trials');
    expect(first.block).toBe(1);
    expect(() => goneThrough(inBlocks, [change(first), ...others])).toThrow(message);
  });

  it('a test at the throughput before the throughput was found', async () => {
    const latency = playbookOf({
      procedures: [
        { test: 'throughput', minimumLoad: '10 kpps', resolution: '5 %' },
        { test: 'latency', repeats: 2 },
      ],
    });
    const trials = journaled(await simulatedEvents(latency, device));
    const early = trials.filter(({ procedure }) => procedure === 1);
    expect(() => goneThrough(latency, early)).toThrow(
      /the throughput that its loads depend on had not been found/,
    );
  });
});
