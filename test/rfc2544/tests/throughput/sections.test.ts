import { describe, expect, it } from 'vitest';
import { bitsPerSecond, bytes, pps } from '../../../../src/model/units.js';
import { plainText } from '../../../../src/report/terminal/units.js';
import { throughputSections } from '../../../../src/rfc2544/tests/throughput/sections.js';
import type { ThroughputOutcome } from '../../../../src/rfc2544/tests/throughput/result.js';
import { trialRecord } from '../../../results/record.js';

const media = { ingressPorts: 1, linkSpeed: bitsPerSecond(8 * 84 * 20_000) };
const trial = trialRecord(7, [15_250, 15_000]).result;
const trialOf = (sequence: number) => (sequence === 7 ? trial : undefined);
const cause = { code: 'generator-fell-behind', detail: '' } as const;

const sections = (...outcomes: readonly ThroughputOutcome[]) =>
  throughputSections(
    { media, trialOf },
    outcomes.map((outcome, index) => ({
      dataPlane: 'macvlan',
      frameSize: bytes(64 * 2 ** index),
      result: { test: 'throughput', outcome },
    })),
  );

const lower = (load: number) => ({ load: pps(load), offeredLoad: pps(load - 10), trial: 6 });
const upper = { reason: 'loss', load: pps(15_250), trial: 7 } as const;

const rowOf = (outcome: ThroughputOutcome) => {
  const [block] = sections(outcome)[0]?.blocks ?? [];
  return block?.kind === 'table' ? block.rows[0] : undefined;
};

describe('a throughput', () => {
  it.each<readonly [ThroughputOutcome, unknown[]]>([
    [
      { state: 'found', lower: lower(15_000), upper },
      [14_990, 15_000, 15_250, 1 - 15_000 / 15_250, 250, 'found'],
    ],
    [{ state: 'maximum', lower: lower(20_000) }, [19_990, 20_000, null, null, 'line rate']],
    [
      { state: 'maximum', lower: lower(15_000) },
      [{ atLeast: 14_990 }, 15_000, null, null, 'lower bound only: no loss at the maximum load'],
    ],
    [
      { state: 'zero', upper },
      [0, null, 15_250, 1 - 15_000 / 15_250, 250, 'loss at the minimum load'],
    ],
    [
      {
        state: 'undecided',
        upper: { reason: 'undecided', load: pps(9_000), trials: [5], causes: [cause] },
      },
      [
        null,
        null,
        9_000,
        null,
        'minimum load not measurable, every trial invalid, generator-fell-behind',
      ],
    ],
  ])('that is %j has its row', (outcome, values) => {
    expect(rowOf(outcome)).toEqual(['macvlan', 64, 20_000, ...values]);
  });

  it('is told with the line rate, frame size by frame size', () => {
    const [section] = sections(
      { state: 'found', lower: lower(10_010), upper },
      { state: 'maximum', lower: lower(11_351) },
      { state: 'maximum', lower: lower(6_086) },
      { state: 'zero', upper },
    );
    expect(section?.headline.map(({ text }) => plainText(text))).toEqual([
      'macvlan: throughput 10 kpps at 64 bytes (line rate 20 kpps),' +
        ' 0 kpps at 512 bytes (line rate 3.157 kpps), line rate at 128, 256 bytes',
    ]);
  });

  it('has a figure over frame sizes, none of a single one', () => {
    const found: ThroughputOutcome = { state: 'found', lower: lower(10_010), upper };
    expect(sections(found)[0]?.blocks).toHaveLength(1);
    const figure = sections(found, { state: 'zero', upper })[0]?.blocks[1];
    expect(figure).toMatchObject({
      series: [
        {
          name: 'macvlan',
          points: [
            { x: 64, y: 10_000 },
            { x: 128, y: 0 },
          ],
        },
      ],
      references: [{ name: 'line rate', points: [{ x: 64, y: 20_000 }, { x: 128 }] }],
    });
  });
});
