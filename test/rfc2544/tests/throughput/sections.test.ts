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

const lower = (load: number) => ({ load: pps(load), offeredLoad: pps(load - 1), trial: 6 });
const upper = { reason: 'loss', load: pps(15_250), trial: 7 } as const;

const notOffered: Extract<ThroughputOutcome, { state: 'limited' }>['upper'] = {
  reason: 'undecided',
  load: pps(19_100),
  mostOffered: pps(19_050),
  trials: [5],
  causes: [cause],
};

const rowOf = (outcome: ThroughputOutcome) => {
  const [block] = sections(outcome)[0]?.blocks ?? [];
  return block?.kind === 'table' ? block.rows[0] : undefined;
};

describe('a throughput', () => {
  it.each<readonly [ThroughputOutcome, unknown[]]>([
    [
      { state: 'found', lower: lower(15_000), upper },
      [14_999, 15_000, 15_250, 1 - 15_000 / 15_250, 250, 'found'],
    ],
    [{ state: 'maximum', lower: lower(20_000) }, [19_999, 20_000, null, null, 'line rate']],
    // The line rate was asked for, and not offered.
    [
      { state: 'maximum', lower: { ...lower(20_000), offeredLoad: pps(19_990) } },
      [{ atLeast: 19_990 }, 20_000, null, null, 'lower bound only: no loss at the maximum load'],
    ],
    [
      { state: 'limited', lower: lower(19_000), upper: notOffered },
      [
        { atLeast: 18_999 },
        ...[19_000, 19_100, 19_050, null],
        'lower bound only: the generator offers no more',
      ],
    ],
    [
      { state: 'maximum', lower: lower(15_000) },
      [{ atLeast: 14_999 }, 15_000, null, null, 'lower bound only: no loss at the maximum load'],
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

  it('is shown with the line rate, frame size by frame size', () => {
    const [section] = sections(
      { state: 'found', lower: lower(10_001), upper },
      { state: 'maximum', lower: lower(11_351) },
      { state: 'maximum', lower: lower(6_086) },
      { state: 'zero', upper },
    );
    expect(section?.headline.map(({ text }) => plainText(text))).toEqual([
      'macvlan: throughput 10 kpps at 64 bytes (line rate 20 kpps),' +
        ' 0 kpps at 512 bytes (line rate 3.157 kpps), line rate at 128, 256 bytes',
    ]);
  });

  it('that the generator limits is a lower bound', () => {
    const [section] = sections({ state: 'limited', lower: lower(19_000), upper: notOffered });
    expect(section?.headline.map(({ text }) => plainText(text))).toEqual([
      'macvlan: throughput at least 19 kpps at 64 bytes' +
        ' (the generator offers no more; line rate 20 kpps)',
    ]);
  });

  it('says if its bounds are further apart than requested', () => {
    const result = { test: 'throughput', resolution: 0.001 } as const;
    const close = { reason: 'loss', load: pps(1_000), trial: 7 } as const;
    const outcome: ThroughputOutcome = { state: 'found', lower: lower(998), upper: close };
    const cell = { dataPlane: 'macvlan', frameSize: bytes(64) } as const;
    const [block] =
      throughputSections({ media, trialOf }, [{ ...cell, result: { ...result, outcome } }])[0]
        ?.blocks ?? [];
    expect(block?.kind === 'table' ? block.rows[0]?.at(-1) : undefined).toBe(
      'found, to 0.2 % instead of 0.1 %: no load lies between',
    );
  });

  it('has a figure over frame sizes, none of a single one', () => {
    const found: ThroughputOutcome = { state: 'found', lower: lower(10_001), upper };
    expect(sections(found)[0]?.blocks.map(({ kind }) => kind)).toEqual(['table', 'absent']);
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
