import { describe, expect, it } from 'vitest';
import { MODIFIERS } from '../../../src/model/modifier.js';
import { bytes, pps, seconds } from '../../../src/model/units.js';
import { conformanceOf } from '../../../src/rfc2544/conformance/conformance.js';
import type { ChosenRun } from '../../../src/rfc2544/conformance/choices.js';
import type { Choices } from '../../../src/rfc2544/conformance/requirement.js';
import type { TestName, TestSpec } from '../../../src/rfc2544/tests/index.js';
import { shown } from '../../report/shown.js';
import { runRecord } from '../../results/record.js';

const mediaMaximum = pps(1_488_095);
const throughput = pps(700_000);

/** What a run of every test chooses, as RFC 2544 wants it. */
const complete: Choices = {
  frameSizes: [64, 128, 256, 512, 1024, 1280, 1518].map(bytes),
  ports: { ingress: 1, egress: 1 },
  traffic: { protocol: 'ipv4', destinations: 'one', direction: 'bidirectional' },
  modifiers: MODIFIERS,
  learning: { frames: 10, wait: seconds(2) },
  counting: 'frame-sink',
  cloneSkb: 0,
  residualWait: seconds(2),
  restabilise: seconds(5),
  decidingTrial: seconds(60),
  mediaMaximum,
  searches: { maximumLoad: mediaMaximum, lossRatio: 0 },
};

const goal = {
  name: 'g',
  finalTrialDuration: seconds(60),
  durationSum: seconds(60),
  lossRatio: 0.005,
  exceedRatio: 0.5,
};
const range = { minimumLoad: pps(1), maximumLoad: mediaMaximum, resolution: 0.005 };

/** Its tests. */
const ALL: { readonly [Test in TestName]?: Extract<TestSpec, { readonly test: Test }> } = {
  latency: {
    test: 'latency',
    duration: seconds(120),
    tagAfter: seconds(60),
    repeats: 50,
  },
  'frame-loss-rate': { test: 'frame-loss-rate', maximumLoad: mediaMaximum, step: 0.1 },
  'back-to-back': { test: 'back-to-back', longestBurst: seconds(2), step: 1, repeats: 50 },
  'system-recovery': {
    test: 'system-recovery',
    overload: seconds(60),
    observation: seconds(60),
    repeats: 50,
  },
  mlrsearch: { test: 'mlrsearch', goals: [goal], ...range },
  reset: { test: 'reset', kind: 'reboot', duration: seconds(60), after: seconds(15), repeats: 50 },
};

/** Another reset of the same run. */
const POWER: TestSpec = {
  test: 'reset',
  kind: 'power',
  duration: seconds(60),
  after: seconds(15),
  repeats: 50,
};

/** A run with all tests but those that are named, which are made another way. */
const run = (choices: Partial<Choices> = {}, ...instead: readonly TestSpec[]): ChosenRun => {
  const others = [...Object.values(ALL), POWER].filter(
    ({ test }) => !instead.some((spec) => spec.test === test),
  );
  return { choices: { ...complete, ...choices }, specs: [...others, ...instead] };
};

/** Only general requirements, of a run that has none of the tests. */
const none: ChosenRun = { choices: { ...complete, searches: undefined }, specs: [] };

const deviations = (chosen: ChosenRun): string[] =>
  conformanceOf(chosen).flatMap((item) =>
    item.state === 'deviates' ? [`${item.section} ${item.requirement}: ${item.value}`] : [],
  );

/** What vrbench never does. */
const ALWAYS = deviations(run());

describe('conformance with RFC 2544', () => {
  it('lists every requirement once, in the order of the sections', () => {
    const items = conformanceOf(run());
    const names = items.map(({ requirement }) => requirement);
    expect(new Set(names).size).toBe(names.length);
    // Sections of RFC 2544, then those of other documents.
    const place = ({ section }: { section: string }): readonly number[] => {
      const [, document = '2544', numbers = ''] = /^(?:RFC (\d+), )?([\d.]+)$/.exec(section) ?? [];
      return [document === '2544' ? 0 : Number(document), ...numbers.split('.').map(Number)];
    };
    const compare = (one: readonly number[], other: readonly number[]): number => {
      const at = one.findIndex((number, index) => number !== other[index]);
      return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
    };
    const places = items.map(place);
    expect(places).toEqual(places.toSorted(compare));
    expect(conformanceOf(none).map(({ requirement }) => requirement)).toEqual(names);
  });

  it('does not hide what is never done, however good the playbook', () => {
    expect(ALWAYS).toEqual([
      '7 all protocols of the DUT are enabled: the one tested',
      '7 the usual routing updates and keep-alives: routes are static',
      '8 test frames as in appendix C: another TTL, other data',
      '10 the length of received frames is verified: not verified',
      '10 reordered frames, duplicates and gaps are reported: not how many gaps',
      '11 modifying frames are of the test stream: they are on top',
      '11.3 frames of a routing protocol: commands',
      '11.4 filters by source and destination address: by one of them',
      '12 again with destinations in 256 networks: one each',
      '13 each trial begins with a routing update: routes are static',
      '21 also bursts of 16, 64, 256, 1024 frames: steady loads',
      '23 2 s for a routing update to settle: routes are static',
      '26.2 again with tagged frames to new networks: to the same destination',
      '26.6 hardware, software and power are reset: reboot, power',
      'RFC 6201, 1.4 load, loss, time, frames, media reported: no bit rate, no loss',
      'RFC 6201, 4.3.1 15 s without power, taken off the time: 10 s, left in',
      "RFC 9004, 5 other causes of loss are found, and removed: the testers' alone",
      'RFC 9004, 6.2 a binary search of TST009 for bursts: begins at an estimate',
      'RFC 9004, 6.3 each repeat is a search of its own: begins at the last answer',
      'RFC 9971, 4.9.1 the tester is measured alone first: not measured',
      'RFC 9971, 4.9.1 frames that were not offered count as lost: the trial is invalid',
    ]);
  });

  it.each<[Partial<Choices>, string[], ...TestSpec[]]>([
    [
      { frameSizes: [bytes(64)] },
      [
        '9 the smallest and largest frame among them: 64 to 64 bytes',
        '9 at least five frame sizes: 1',
        '9.1 the seven frame sizes of Ethernet: 1 of 7',
        '26.1 the throughput as a graph over frame sizes: there is one',
        'RFC 9004, 5 the throughput of all seven sizes is known: of 1 of them',
      ],
    ],
    [{ decidingTrial: seconds(1) }, ['24 trials of at least 60 s: 1 s']],
    [{ restabilise: seconds(0) }, ['23 at least 5 s for the DUT to restabilise: 0 s']],
    [
      { residualWait: seconds(0.3) },
      [
        '23 2 s for residual frames after a trial: 0.3 s',
        '26.4 bursts and their wait last 2 s or more: 0.3 s',
        'RFC 9004, 6.2 2 s or more after a burst has come through: 0.3 s',
      ],
    ],
    [
      { searches: { maximumLoad: pps(1_400_000), lossRatio: 0.005 } },
      [
        '20 up to the maximum frame rate of the media: 1400000 of 1488095 pps',
        '26.1 no frame is lost at the throughput: up to 0.5 %',
      ],
    ],
    [
      { mediaMaximum: undefined },
      [
        '20 up to the maximum frame rate of the media: link speed not known',
        '26.1 the theoretical frame rate with it: link speed not known',
        '26.3 first at the maximum rate of the media: link speed not known',
        '26.3 the loss rate as a graph over input rates: a table',
        'RFC 9004, 5 links are known, and so what they carry: link speed not known',
      ],
    ],
    [
      {},
      [
        '26.3 first at the maximum rate of the media: 1000 of 1488095 pps',
        '26.3 steps of at most 10 % of the maximum rate: 20 %',
      ],
      { test: 'frame-loss-rate', maximumLoad: pps(1_000), step: 0.2 },
    ],
    [
      {},
      [
        '26.2 at the measured throughput of each size: the playbook says it',
        '26.2 streams of at least 120 s for the latency: 60 s',
        '26.2 a frame is tagged after 60 s: 30 s',
        '26.2 the latency is measured 20 times or more: 19 times',
      ],
      {
        test: 'latency',
        throughput,
        duration: seconds(60),
        tagAfter: seconds(30),
        repeats: 19,
      },
    ],
    [
      {},
      [
        'RFC 9971, 4.6.1 all goals share one final trial duration: 60 and 1 s',
        'RFC 9971, 4.6.4 exceed ratios are 50 %: 0 % and 50 %',
        'RFC 9971, 4.6.5 a width no lower than the loss ratio: 0.5 %, loss 1 %',
      ],
      {
        test: 'mlrsearch',
        ...range,
        goals: [
          { ...goal, lossRatio: 0.01, exceedRatio: 0 },
          { ...goal, finalTrialDuration: seconds(1) },
        ],
      },
    ],
    [
      { counting: 'nic' },
      [
        '10 only test frames are counted: NICs count all frames',
        '10 sequence numbers are checked: not checked',
      ],
    ],
    [{ modifiers: ['none'] }, ['11 again under each modifying condition: none is made']],
    [
      { modifiers: ['none', 'broadcast', 'management', 'route-updates', 'filters-1'] },
      [
        '11 again under each modifying condition: 1 of 5 are left out',
        '11.4 first one filter, then 25: filters-1',
      ],
    ],
    [
      { ports: { ingress: 2, egress: 2 } },
      [
        '15 one port in, and one port out: 2 in, 2 out',
        '16 from each ingress port to all egress ports, round robin: to one each',
      ],
    ],
    [{ cloneSkb: 63 }, ['10 sequence numbers are checked: 64 frames share each']],
    [
      { traffic: { protocol: 'ipv4', destinations: 'many', direction: 'unidirectional' } },
      [
        '12 one source and destination first: in 256 networks at once',
        '14 in both directions at once: in one direction',
        '26.6 to networks the DUT is connected to: to networks behind',
      ],
    ],
    [
      { learning: { frames: 0, wait: seconds(2) } },
      ['23 learning frames, and 2 s to settle: neighbours are set by hand'],
    ],
    [
      { learning: { frames: 1, wait: seconds(0.5) } },
      ['23 learning frames, and 2 s to settle: 0.5 s waited'],
    ],
    [
      {},
      [
        '26.4 bursts are repeated 50 times or more: 3 times',
        'RFC 9004, 5 the throughput of all seven sizes is known: the playbook says one',
        'RFC 9004, 5 it is of the same traffic, and without loss: the playbook says it',
      ],
      { test: 'back-to-back', throughput, longestBurst: seconds(2), step: 1, repeats: 3 },
    ],
    [
      {},
      [
        '26.5 after 110 % of a measured throughput: the playbook says it',
        '26.5 an overload of at least 60 s: 1 s',
        '26.5 the mean of several recoveries is reported: of one',
      ],
      {
        test: 'system-recovery',
        throughput,
        overload: seconds(1),
        observation: seconds(60),
        repeats: 1,
      },
    ],
    [
      {},
      [
        '26.6 resets at a throughput measured first: the playbook says it',
        '26.6 hardware, software and power are reset: interface',
        'RFC 6201, 1.4 the mean of several resets is reported: of one',
        'RFC 6201, 4.1 power, where no hardware module is reset: interface',
        'RFC 6201, 4.2.1 the operating system is restarted: interface',
        'RFC 6201, 4.2.1 frames come through for 15 s before: 10 s',
      ],
      {
        test: 'reset',
        kind: 'interface',
        throughput,
        duration: seconds(60),
        after: seconds(10),
        repeats: 1,
      },
    ],
    [
      { frameSizes: [128, 256, 512, 1024, 1280, 1518].map(bytes) },
      [
        '9 the smallest and largest frame among them: 128 to 1518 bytes',
        '9.1 the seven frame sizes of Ethernet: 6 of 7',
        '26.6 resets under frames of the smallest size: 128 to 1518 bytes',
        'RFC 9004, 5 the throughput of all seven sizes is known: of 6 of them',
      ],
    ],
  ])('says where %j falls short', (change, found, ...instead) => {
    const more = deviations(run(change, ...instead)).filter((text) => !ALWAYS.includes(text));
    expect(more).toEqual(found);
  });

  it('is told in lines that a terminal has room for', () => {
    const ports = { ingress: 16, egress: 16 };
    const conformance = [...conformanceOf(run({ mediaMaximum: undefined, ports }))];
    const text = shown({ ...runRecord, conformance }, [], { width: 100 });
    const rows = text.split('\n').filter((line) => / {2}(yes|no: .*)$/.test(line));
    const concerning = conformance.filter(({ state }) => state !== 'not-applicable');
    expect(rows).toHaveLength(concerning.length);
    expect(rows.filter(({ length }) => length > 100)).toEqual([]);
  });

  it('has destinations in 256 networks where a run has', () => {
    const traffic = { ...complete.traffic, destinations: 'many' } as const;
    expect(deviations(run({ traffic }))).not.toContain(
      '12 again with destinations in 256 networks: one each',
    );
  });

  it('asks of modifiers only what a run makes', () => {
    const stateOf = (modifiers: Choices['modifiers'], section: string) =>
      conformanceOf(run({ modifiers }))
        .filter((item) => item.section.startsWith(section))
        .map(({ state }) => state);
    expect(new Set(stateOf(['none'], '11.'))).toEqual(new Set(['not-applicable']));
    expect(stateOf(['none', 'broadcast'], '11.1')).toEqual(['met']);
    expect(stateOf(['none', 'broadcast'], '11.4')).not.toContain('met');
    expect(stateOf(['none', 'filters-1', 'filters-25'], '11.4')).toEqual([
      'met',
      'deviates',
      'met',
    ]);
  });

  it('asks for an order of frames only where their numbers are checked', () => {
    const order = (change: Partial<Choices>) =>
      conformanceOf(run(change)).find(({ requirement }) => requirement.startsWith('reordered'))
        ?.state;
    expect(order({})).toBe('deviates');
    expect(order({ counting: 'nic' })).toBe('not-applicable');
    expect(order({ cloneSkb: 1 })).toBe('not-applicable');
  });

  it('asks nothing of tests that are not in a run', () => {
    const applying = conformanceOf(none).filter(({ state }) => state !== 'not-applicable');
    const onTests = applying.filter(({ section }) => /^(26|RFC (6201|9004|9971))/.test(section));
    expect(onTests).toEqual([]);
    const onlyBursts = conformanceOf({
      ...none,
      choices: { ...none.choices, decidingTrial: undefined },
    });
    expect(onlyBursts.find(({ section }) => section === '24')?.state).toBe('not-applicable');
  });
});
