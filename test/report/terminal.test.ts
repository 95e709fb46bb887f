import { describe, expect, it } from 'vitest';
import { nanoseconds, pps } from '../../src/model/units.js';
import { terminalReport } from '../../src/report/terminal.js';
import type { RunRecord } from '../../src/results/schema.js';
import { runRecord, trialRecord } from '../results/record.js';

const folder = 'results/20260131T101500Z-quickstart';
const fellBehind = { code: 'generator-fell-behind', detail: 'offered 18000 of 20000' } as const;
const inSearch = { dataPlane: 'napi-macvlan', procedure: 1, test: 'throughput' } as const;
const trials = [
  trialRecord(1, [10_000, 10_000]),
  trialRecord(2, [10_000, 9_999]),
  trialRecord(3, [10_000, 9_000]),
  trialRecord(4, [20_000, 15_000], {
    losses: [
      { location: 'ingress-nic', frames: 12 },
      { location: 'backlog-queue', frames: 4_900 },
      { location: 'egress-qdisc', frames: 80 },
    ],
    unlocated: 8,
  }),
  trialRecord(5, [20_000, 100], { validity: { state: 'invalid', reasons: [fellBehind] } }),
  { ...trialRecord(6, [15_000, 15_000]), ...inSearch },
  { ...trialRecord(7, [15_250, 15_000]), ...inSearch },
];

const linesOf = (run: RunRecord = runRecord) => terminalReport(run, trials, { folder }).split('\n');

describe('the report on a terminal', () => {
  it('shows everything that a reader has to know', () => {
    expect(terminalReport(runRecord, trials, { folder })).toBe(
      `20260131T101500Z-quickstart
figures: emulated (tcg, 2 host cores)
DUT: Linux 6.1.0-56-cloud-amd64, 1 x QEMU TCG CPU version 2.5+
module: napi_macvlan, srcversion 533BB7E5866E52F63B9ACCB
trials: 7 of 1 s
archive: results/20260131T101500Z-quickstart

Load sweep: rates in kpps; of repeated trials, the one of median forwarding rate
data plane       bytes  intended  offered  forwarded  loss %  valid  where lost (frames)
softnet-macvlan     64     10.00    10.00      9.999    0.01    3/3  backlog-queue 1
softnet-macvlan     64     20.00    20.00      15.00   25.00    1/2  ingress-nic 12,
                                                                     backlog-queue 4900,
                                                                     egress-qdisc 80, unlocated 8

Throughput (RFC 2544 section 26.1): kpps offered without loss
data plane    bytes  throughput  intended  next load  what outcome there
napi-macvlan     64       14.99     15.00      15.25  loss 1.64 %, backlog-queue 250

Invalid trials, not used:
  trial 5 (softnet-macvlan, 64 bytes, 20.00 kpps): generator-fell-behind (offered 18000 of 20000)
1 of 7 trials have frames unaccounted for, 8 in all.

Conformance with RFC 2544: 1 met, 1 deviate, 1 do not apply
section  level   requirement                              met
23       -       at least 5 s for the DUT to restabilise  yes
24       SHOULD  trials of at least 60 s                  no: 1 s
`,
    );
  });

  it('has room for trials of many lengths', () => {
    const lasting = [1e9, 60e9, 390_457].map((duration, index) => {
      const trial = trialRecord(index + 1, [10_000, 10_000]);
      const request = { ...trial.result.request, duration: nanoseconds(duration) };
      return { ...trial, result: { ...trial.result, request } };
    });
    const count = (some: typeof lasting) =>
      terminalReport(runRecord, some, { folder })
        .split('\n')
        .find((line) => line.startsWith('trials'));
    expect(count(lasting.slice(0, 2))).toBe('trials: 2 of 1 and 60 s');
    expect(count(lasting)).toBe('trials: 3 of 0.00039 to 60 s');
  });

  it('stays within 100 columns', () => {
    for (const line of linesOf()) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each([
    [{ state: 'interrupted' } as const, /interrupted/],
    [{ state: 'failed', message: 'the DUT went away' } as const, /failed: the DUT went away/],
    [{ state: 'running' } as const, /not ended/],
  ])('says that a run is %j', (state, text) => {
    expect(linesOf({ ...runRecord, state })[0]).toMatch(text);
  });

  it('doubts metal whose CPU says it is virtual', () => {
    const lines = linesOf({ ...runRecord, environment: { kind: 'metal' } });
    expect(lines[1]).toBe(
      'figures: metal by the testbed, but virtual by the CPU of generator, dut, sink',
    );
  });

  it('shows the label before anything has been read or measured', () => {
    const text = terminalReport({ ...runRecord, setup: null, results: [] }, [], { folder });
    expect(text).toContain('emulated (tcg, 2 host cores)');
    expect(text).toContain('DUT: not read');
  });

  it('says so when a load has no valid trial, and shows none of its figures', () => {
    const loads = [{ intendedLoad: pps(20_000), trials: [5] }];
    const cell = { ...runRecord.results[0], result: { test: 'load-sweep', loads } };
    const run = { ...runRecord, results: [cell] } as RunRecord;
    expect(linesOf(run).find((line) => line.startsWith('softnet'))).toBe(
      'softnet-macvlan     64     20.00        -          -       -    0/1  no valid trial',
    );
  });

  it.each([
    [
      { state: 'zero', upper: { reason: 'loss', load: pps(9_001), trial: 7 } },
      / 0 +- +9\.001 {2}minimum load, loss 1\.64 %, backlog-queue 250$/,
    ],
    [
      { state: 'maximum', lower: { load: pps(15_000), offeredLoad: pps(15_000), trial: 6 } },
      />= 15\.00 +15\.00 +- {2}no loss at the maximum load$/,
    ],
    [
      {
        state: 'undecided',
        upper: { reason: 'undecided', load: pps(9_001), trials: [5], causes: [fellBehind] },
      },
      /\? +- +9\.001 {2}minimum load, undecided: every trial invalid,$/,
    ],
  ])('shows a throughput that is %j', (outcome, row) => {
    const cell = { ...runRecord.results[1], result: { test: 'throughput', outcome } };
    const run = { ...runRecord, results: [cell] } as RunRecord;
    expect(linesOf(run).find((line) => line.startsWith('napi-macvlan  '))).toMatch(row);
  });

  it('has no escape sequence unless a style is given', () => {
    expect(terminalReport(runRecord, trials, { folder })).not.toContain('\u001b');
    const styled = terminalReport(runRecord, trials, {
      folder,
      style: (emphasis, text) => `<${emphasis}>${text}</>`,
    });
    expect(styled).toContain('<yellow>emulated (tcg, 2 host cores)</>');
    expect(styled.replaceAll(/<[a-z]*>|<\/>/g, '')).toBe(
      terminalReport(runRecord, trials, { folder }),
    );
  });

  it('tells of a journal that was cut off, and of frames that add up', () => {
    const text = terminalReport(runRecord, trials.slice(0, 3), { folder, torn: true });
    expect(text).toContain("journal's last line was cut off");
    expect(text).toContain('Every frame is accounted for');
  });
});
