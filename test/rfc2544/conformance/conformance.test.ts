import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { pps, seconds } from '../../../src/model/units.js';
import type { Conformance, RunRecord, TrialRecord } from '../../../src/results/schema.js';
import { DOCUMENTS } from '../../../src/rfc2544/conformance/conformance-schema.js';
import { conformanceOf } from '../../../src/rfc2544/conformance/conformance.js';
import { shown } from '../../report/shown.js';
import { runRecord, trialRecord } from '../../results/record.js';
import { archivedRun, judgementOf, MACHINES, seenTrial, told } from './archived-run.js';

/** Every test, each short enough to be simulated at once. */
const ALL_TESTS = `name: all
dataPlanes: [napi-macvlan]
frameSizes: [64, 1518]
modifiers: [none, filters-1, filters-25]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 5 % }
  - { test: mlrsearch, goals: [rfc2544, csit-pdr], minimumLoad: 10 kpps, resolution: 5 % }
  - { test: latency, repeats: 2 }
  - { test: frame-loss-rate, step: 10 % }
  - { test: back-to-back, longestBurst: 300 ms, step: 1000, repeats: 2 }
  - { test: system-recovery, repeats: 2 }
  - { test: soak, trialDuration: 60 s, totalDuration: 120 s }
`;

const RESETS = `name: resets
dataPlanes: [ip-forwarder, napi-macvlan]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 5 % }
  - { test: reset, kind: power, after: 15 s, repeats: 2 }
  - { test: reset, kind: reboot, after: 15 s, repeats: 2 }
`;

const device = { capacity: pps(700_000), bufferDepth: 512, resetTime: seconds(2) };

interface Archive {
  readonly run: RunRecord;
  readonly trials: readonly TrialRecord[];
}
let all: Archive;
let resets: Archive;
beforeAll(async () => {
  all = await archivedRun(ALL_TESTS, { device, setup: MACHINES, change: seenTrial });
  resets = await archivedRun(RESETS, { device, setup: MACHINES, change: seenTrial });
});

const key = ({ document, section, requirement }: Conformance): string =>
  `${document}, ${section}: ${requirement}`;

const metIn = (rows: readonly Conformance[]): readonly string[] =>
  rows.filter(({ state }) => state === 'met').map(key);

describe('the rows of a run', () => {
  it('are the same whatever was asked for, each once, in the order of documents and sections', () => {
    const [one, other] = [all.run.conformance, resets.run.conformance];
    expect(one.map(key)).toEqual(other.map(key));
    expect(new Set(one.map(key)).size).toBe(one.length);
    const place = ({ document, section }: Conformance): readonly number[] => [
      DOCUMENTS.indexOf(document),
      ...section.split('.').map(Number),
    ];
    const compare = (first: readonly number[], second: readonly number[]): number => {
      const at = first.findIndex((number, index) => number !== second[index]);
      return at < 0 ? 0 : (first[at] ?? 0) - (second[at] ?? 0);
    };
    const places = one.map(place);
    expect(places).toEqual(places.toSorted(compare));
  });

  it('have the ones that were once left out', () => {
    const keys = all.run.conformance.map(key);
    for (const row of [
      'RFC 2544, 7: the DUT is set up by the instructions to its users',
      'RFC 2544, 7: the DUT is not reconfigured between tests',
      'RFC 2544, 25: address resolution requests are answered',
      'RFC 9971, 4.5.4: directions and modifiers are reported',
      'RFC 9971, 4.6.3: loss ratios are in [0, 1)',
      'RFC 9971, 4.9.3: the set-up of the DUT is reported',
    ]) {
      expect(keys).toContain(row);
    }
  });

  it('follow from the archive alone', () => {
    for (const { run, trials } of [all, resets]) {
      expect(conformanceOf(run, trials)).toEqual(run.conformance);
      const { conformance, ...rest } = run;
      expect(conformanceOf(rest, trials)).toEqual(conformance);
    }
  });

  it('have many that are met, and each says what shows it', () => {
    const numbers = new Set(all.trials.map(({ sequence }) => sequence));
    const met = all.run.conformance.flatMap((row) => (row.state === 'met' ? [row] : []));
    expect(met.length).toBeGreaterThan(50);
    for (const { evidence } of met) {
      expect(evidence.trials.length + evidence.facts.length).toBeGreaterThan(0);
      for (const [first, last] of evidence.trials) {
        expect([numbers.has(first), numbers.has(last)]).toEqual([true, true]);
      }
      for (const fact of evidence.facts) {
        const [top = '', inner] = fact.split('.');
        const value: unknown = Reflect.get(all.run, top);
        expect(value).toBeDefined();
        if (inner !== undefined) expect(value).toHaveProperty(inner);
      }
    }
  });

  it('are judged by the run, not by the playbook: nothing is met by an interrupted run', async () => {
    const stopped = await archivedRun(ALL_TESTS, { device, setup: MACHINES, trials: 1 });
    expect(stopped.run).toMatchObject({ state: { state: 'interrupted' }, results: [] });
    const ofTests = stopped.run.conformance.filter(
      ({ document, section }) => section.startsWith('26') || !/2544|6815/.test(document),
    );
    expect(ofTests.length).toBeGreaterThan(60);
    expect(ofTests.filter(({ state }) => state === 'met')).toEqual([]);
    expect(judgementOf(stopped.run, 'RFC 2544, 24', 'trials of')).toMatch(/^not seen/);
    expect(judgementOf(stopped.run, 'RFC 2544, 9.1', 'the seven')).toMatch(/^not seen/);
  });

  it('say of a test that was interrupted what was not seen, although its first result is complete', async () => {
    const first = all.run.results.findIndex(({ result }) => result.test === 'latency');
    const { procedure } = all.run.results[first] ?? { procedure: -1 };
    const made = all.trials.filter((trial) => trial.procedure <= procedure);
    const last = made.findIndex(
      (trial, index) => (made[index + 1]?.sequence ?? 0) > trial.sequence + 1,
    );
    const stopped = await archivedRun(ALL_TESTS, { device, setup: MACHINES, trials: last + 5 });
    expect(stopped.run.results.some(({ result }) => result.test === 'latency')).toBe(true);
    expect(judgementOf(stopped.run, 'RFC 2544, 26.2', 'a frame is tagged')).toMatch(
      /^not seen: no result at \d+ bytes$/,
    );
  });
});

describe('a run without a trial', () => {
  const none = { device, trials: 0 };

  it('has no rows and no table, whether it was interrupted or never connected', async () => {
    const { run, trials } = await archivedRun(ALL_TESTS, none);
    expect(trials).toEqual([]);
    expect(run.conformance).toEqual([]);
    expect(shown(run, trials)).not.toContain('Conformance');
    expect(
      shown({ ...run, state: { state: 'failed', message: 'no route to host' } }, []),
    ).not.toMatch(/RFC 6815|production/);
  });

  it('is also one with only a warm-up', () => {
    const warmUp = trialRecord(1, [10, 10]);
    const request = { ...warmUp.result.request, warmUp: true as const };
    const trials = [{ ...warmUp, result: { ...warmUp.result, request } }];
    expect(conformanceOf({ ...runRecord, results: [] }, trials)).toEqual([]);
  });
});

describe('a simulation', () => {
  it('shows nothing of links, frames, waits and isolation', async () => {
    const { run } = await archivedRun(ALL_TESTS, { device, environment: { kind: 'simulated' } });
    const rows = run.conformance.filter(({ document }) => document === 'RFC 6815');
    expect(rows.map(told)).toEqual(rows.map(() => 'not seen: no port was read'));
    const general = run.conformance.filter(
      ({ document, section }) =>
        document === 'RFC 2544' && /^(7|8|10|1[1-6]\.?|2[135])$/.test(section),
    );
    expect(metIn(general)).toEqual(['RFC 2544, 11: first without modifying conditions']);
    expect(judgementOf(run, 'RFC 2544, 23', '2 s for residual')).toBe('not seen: not recorded');
  });
});

/** An archive without some of its lines and results, and without one of its keys. */
const less = ({ run, trials }: Archive, gone: ReadonlySet<number>, fact: string): Archive => {
  const rest = Object.fromEntries(Object.entries(run).filter(([name]) => name !== fact));
  const without = { ...run, setup: fact === 'setup' ? null : run.setup };
  return {
    run: {
      ...without,
      ...rest,
      setup: without.setup,
      results: run.results.filter((_, index) => !gone.has(-index - 1)),
    },
    trials: trials.filter(({ sequence }) => !gone.has(sequence)),
  };
};

describe('evidence', () => {
  const facts = ['setup', 'media', 'traffic', 'routers', 'dutSetups', 'none'];

  it('that is taken away never turns a row into one that is met', () => {
    for (const archive of [all, resets]) {
      const before = metIn(archive.run.conformance);
      const most = archive.trials.length;
      fc.assert(
        fc.property(
          fc.uniqueArray(fc.integer({ min: -archive.run.results.length, max: most }), {
            maxLength: 40,
          }),
          fc.constantFrom(...facts),
          (gone, fact) => {
            const { run, trials } = less(archive, new Set(gone), fact);
            const after = metIn(conformanceOf(run, trials));
            expect(after.filter((row) => !before.includes(row))).toEqual([]);
          },
        ),
        { numRuns: 60 },
      );
    }
  });

  it('of a row is needed for it: without any of it the row is not met', () => {
    for (const { run, trials } of [all, resets]) {
      for (const row of run.conformance) {
        if (row.state !== 'met') continue;
        const isIn = (sequence: number) =>
          row.evidence.trials.some(([first, last]) => sequence >= first && sequence <= last);
        const rest = trials.filter(({ sequence }) => !isIn(sequence));
        const top = row.evidence.facts.map((fact) => fact.split('.')[0]);
        const stripped = Object.fromEntries(
          Object.entries(run).filter(([name]) => name === 'setup' || !top.includes(name)),
        );
        const left = { ...run, ...stripped };
        for (const name of top)
          if (name !== undefined && name !== 'setup') Reflect.deleteProperty(left, name);
        const setup = top.includes('setup') ? null : run.setup;
        expect(metIn(conformanceOf({ ...left, setup }, rest))).not.toContain(key(row));
      }
    }
  });

  it('that a result names and the journal lacks is missed', () => {
    const { run, trials } = resets;
    const reset = run.results.find(({ result }) => result.test === 'reset')?.result;
    const [first = 0] =
      reset?.test === 'reset' && reset.outcome.state === 'measured' ? reset.outcome.trials : [];
    const rows = conformanceOf(
      run,
      trials.filter(({ sequence }) => sequence !== first),
    );
    expect(judgementOf({ conformance: [...rows] }, 'RFC 6201, 4.2.1', 'frames get')).toBe(
      `not seen: trial ${first} is not in the journal`,
    );
    expect(judgementOf({ conformance: [...rows] }, 'RFC 2544, 23', '2 s for residual')).toBe(
      `not seen: 1 of ${trials.length} trials are not in the journal`,
    );
  });
});

describe('an archive that contradicts itself', () => {
  it('is judged nevertheless where its results are of other tests than were asked for', () => {
    const { run, trials } = all;
    const { asked } = run;
    if (asked === undefined) throw new Error('the example does not say what was asked for');
    for (const shift of asked.procedures.keys()) {
      const procedures = [...asked.procedures.slice(shift), ...asked.procedures.slice(0, shift)];
      const rows = conformanceOf({ ...run, asked: { ...asked, procedures } }, trials);
      expect(rows.length).toBe(run.conformance.length);
    }
  });
});

describe('the table', () => {
  it('counts each document on its own, in lines that a terminal has room for', () => {
    const text = shown(all.run, all.trials, { width: 100 });
    expect(text.split('\n').filter(({ length }) => length > 100)).toEqual([]);
    const words = text.replaceAll(/\s+/g, ' ');
    for (const document of DOCUMENTS) {
      const rows = all.run.conformance.filter((row) => row.document === document);
      const count = (state: string) => rows.filter((row) => row.state === state).length;
      if (rows.length === count('not-applicable')) continue;
      expect(words).toContain(
        `${document}: ${count('met')} met, ${count('deviates')} deviate, ` +
          `${count('not-seen')} not seen, ${count('not-applicable')} not applicable`,
      );
    }
  });
});
