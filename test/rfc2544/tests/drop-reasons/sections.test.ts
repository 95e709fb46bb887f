import { describe, expect, it } from 'vitest';
import type { DropReasons, TrialResult } from '../../../../src/model/trial.js';
import { bytes, pps } from '../../../../src/model/units.js';
import { plainText } from '../../../../src/report/terminal/units.js';
import { dropReasonsSections } from '../../../../src/rfc2544/tests/drop-reasons/sections.js';
import { trialRecord } from '../../../results/record.js';

type Drops = Extract<DropReasons, { state: 'traced' }>['drops'];

const BACKLOG: Drops[number] = {
  ...{ reason: 'CPU_BACKLOG', symbol: 'enqueue_to_backlog', protocol: 0x800 },
  ...{ frames: 40_003, place: 'backlog-queue' },
};
const OWN: Drops[number] = {
  ...{ reason: 'NOT_SPECIFIED', symbol: 'pktgen_xmit', module: 'pktgen', protocol: 0x800 },
  ...{ frames: 200_000, place: 'tester' },
};

/** The section of one diagnosis at 100 kpps, of which 40,000 frames were lost in the backlog queue, 10,000 at the ring. */
const sectionOf = (dropReasons: DropReasons | undefined, change: Partial<TrialResult> = {}) => {
  const { result: trial } = trialRecord(3, [100_000, 50_000], {
    losses: [
      { location: 'ingress-nic', frames: 10_000 },
      { location: 'backlog-queue', frames: 40_000 },
    ],
    ...(dropReasons && { dropReasons }),
    ...change,
  });
  const result = {
    ...{ test: 'drop-reasons' as const, load: pps(100_000) },
    outcome: { state: 'made' as const, trial: 3 },
  };
  const cell = { dataPlane: 'softnet-macvlan' as const, frameSize: bytes(64), result };
  const [section] = dropReasonsSections({ trialOf: () => trial }, [cell]);
  if (section === undefined) throw new Error('there is a section');
  return {
    section,
    remarks: section.remarks.map(({ text }) => plainText(text)),
    headline: section.headline.map(({ text }) => plainText(text)),
    rows: section.blocks.map((block) => (block.kind === 'table' ? block.rows : [])),
  };
};

describe('the section of drop reasons', () => {
  it('has reason, function and frames, beside what counters of that trial say', () => {
    const { rows, headline } = sectionOf({ state: 'traced', drops: [OWN, BACKLOG], left: 0 });
    const [agreement, reasons] = rows;
    expect(agreement).toEqual([
      ['softnet-macvlan', 64, 'ingress NIC', 10_000, null, null, 'not traceable'],
      ['softnet-macvlan', 64, 'backlog queue', 40_000, 40_003, 3, 'agree'],
    ]);
    expect(reasons).toEqual([
      [
        ...['softnet-macvlan', 64, 'NOT_SPECIFIED', 'pktgen_xmit [pktgen]', '0x0800'],
        ...['tester', 200_000],
      ],
      [
        ...['softnet-macvlan', 64, 'CPU_BACKLOG', 'enqueue_to_backlog', '0x0800'],
        ...['backlog queue', 40_003],
      ],
    ]);
    expect(headline).toEqual([
      expect.stringMatching(
        /diagnosis at 100 kpps: ingress NIC .*\(not traceable\), backlog queue .*\(the kernel agrees\)/,
      ),
    ]);
  });

  it('says if they differ: a place that only one of them has, or more than others explain', () => {
    const half = { ...BACKLOG, frames: 20_000 };
    const qdisc = { ...BACKLOG, reason: 'QDISC_DROP', place: 'egress-qdisc' as const, frames: 900 };
    const { rows } = sectionOf({ state: 'traced', drops: [half, qdisc], left: 0 });
    expect(rows[0]?.map((row) => row.slice(2))).toEqual([
      ['ingress NIC', 10_000, null, null, 'not traceable'],
      ['backlog queue', 40_000, 20_000, -20_000, 'differ'],
      ['egress qdisc', 0, 900, 900, 'differ'],
    ]);
  });

  it('says that such a trial is no measurement, and that an invalid one is invalid', () => {
    const reasons = [{ code: 'generator-fell-behind' as const, detail: 'slow' }];
    const { remarks } = sectionOf(
      { state: 'traced', drops: [BACKLOG], left: 0 },
      { validity: { state: 'invalid', reasons } },
    );
    expect(remarks[0]).toMatch(/no result uses their figures/);
    expect(remarks[1]).toMatch(/the trial is invalid \(generator-fell-behind\)/);
  });

  it('says what had no room, and where nothing was traced, why', () => {
    const { rows } = sectionOf({ state: 'traced', drops: [BACKLOG], left: 12 });
    expect(rows[1]?.at(-1)?.slice(3)).toEqual(['no room in the histogram', null, null, 12]);
    const untraced = sectionOf({
      state: 'unavailable',
      reason: 'a simulated device has no kernel',
    });
    expect(untraced.rows).toEqual([]);
    expect(untraced.headline).toEqual([]);
    expect(untraced.remarks[1]).toMatch(/not traced: a simulated device has no kernel/);
    expect(sectionOf(undefined).remarks[1]).toMatch(/not traced/);
  });
});
